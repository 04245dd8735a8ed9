import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';
import { loadYaml } from '../kubernetes/loadYaml';
import { lint } from './lint';
import type { LintOptions } from './LintContext';
import { LINT_RULES, RETIRED_CODES } from './registry';

const CASES = resolve(__dirname, '../../../../test/golden/lint');

interface LintCase {
  /** Documents with the fault. */
  documents: string;
  /** Where the code is found, and nowhere else. */
  found: { object: string; path: string }[];
  /** Texts to replace, after which the code is not found any more. */
  cure: [string, string][];
  options?: LintOptions;
}

const files = readdirSync(CASES).filter(file => file.endsWith('.yaml'));

const places = (text: string, code: string, options?: LintOptions) => {
  const { documents, diagnostics } = loadYaml(text);
  expect(diagnostics).toEqual([]);
  return lint(documents, options)
    .findings.filter(finding => finding.code === code)
    .map(({ object, path }) => ({ object, path }));
};

describe('lint', () => {
  it.each(files)('%s', file => {
    const [code] = file.split('-');
    const golden = load(readFileSync(resolve(CASES, file), 'utf8')) as LintCase;
    const cured = golden.cure.reduce((text, [wrong, right]) => {
      expect(text).toContain(wrong);
      return text.replaceAll(wrong, right);
    }, golden.documents);

    expect(places(golden.documents, code, golden.options)).toEqual(golden.found);
    expect(places(cured, code, golden.options)).toEqual([]);
  });

  it('has a case for each rule', () => {
    const tested = new Set(files.map(file => file.split('-')[0]));
    expect(LINT_RULES.filter(({ code }) => !tested.has(code)).map(({ code }) => code)).toEqual([]);
  });

  it('gives each code to one rule, in order, and no retired one', () => {
    const codes = LINT_RULES.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.filter(code => RETIRED_CODES.includes(code))).toEqual([]);
  });

  it('says what it rests on, in sentences', () => {
    for (const rule of LINT_RULES) {
      expect(rule.source).not.toBe('');
      expect(rule.title).toMatch(/^[a-zA-Z]/);
    }
  });

  it('tells who waits how far it is', () => {
    const told: string[] = [];
    lint([], { onProgress: (done, total) => told.push(`${done}/${total}`) });
    const total = LINT_RULES.length;
    expect(told).toEqual(LINT_RULES.map((_, done) => `${done}/${total}`));
  });
});
