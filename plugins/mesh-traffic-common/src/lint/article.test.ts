import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadYaml } from '../kubernetes/loadYaml';
import { lint } from './lint';
import { LINT_RULES } from './registry';

const ROOT = resolve(__dirname, '../../../..');
const ARTICLE = resolve(ROOT, 'test/golden/article');
// Without the padding of its tables.
const DOCS = readFileSync(resolve(ROOT, 'docs/lint.md'), 'utf8').replace(/ {2,}/g, ' ');

const read = (file: string) =>
  loadYaml(readFileSync(resolve(ARTICLE, file), 'utf8')).documents.map(document => ({
    ...document,
    file,
  }));

/** Rows `| 10 | ... | MT2014, MT2040 |` of the table of the article's faults. */
const errata = [...DOCS.matchAll(/^\| (\d+) \| (.+) \| (.+) \|$/gm)].map(
  ([, number, fault, found]) => ({
    number: Number(number),
    fault,
    codes: found.match(/MT\d{4}/g) ?? [],
  }),
);

describe('the YAML of the article, as it was printed', () => {
  const { findings } = lint(
    readdirSync(ARTICLE)
      .filter(name => name.endsWith('.yaml'))
      .flatMap(read),
  );
  const codes = new Set(findings.map(({ code }) => code));

  it('has a row for each of its 33 faults', () => {
    expect(errata.map(({ number }) => number)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1));
  });

  it.each(errata.filter(each => each.codes.length > 0))(
    'fault $number: $fault',
    ({ codes: expected }) => {
      expect(expected.filter(code => !codes.has(code))).toEqual([]);
    },
  );

  it('finds the subsets that prod and dev lose, whatever was created first', () => {
    const lost = findings
      .filter(({ code }) => code === 'MT2014')
      .map(({ path, message }) => `${path}: ${message}`)
      .sort();
    expect(lost).toEqual([
      expect.stringMatching(/^spec\.http\.0.*stable of backend.*from prod.*created first/),
      expect.stringMatching(/^spec\.http\.2.*experimental of backend.*from dev.*created first/),
    ]);
  });

  it('says where: file, line and object', () => {
    expect(findings.find(({ code }) => code === 'MT2001')).toMatchObject({
      file: 'rate-limiting.yaml',
      line: 1,
      object: 'EnvoyFilter/istio-system/namespace-rate-limit',
    });
  });
});

describe('docs/lint.md', () => {
  it('names every code that a package can give', () => {
    const plugins = resolve(ROOT, 'plugins');
    const codes = readdirSync(plugins).flatMap(name =>
      readdirSync(resolve(plugins, name, 'src'), { recursive: true, encoding: 'utf8' })
        .filter(file => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
        .flatMap(
          file =>
            readFileSync(resolve(plugins, name, 'src', file), 'utf8').match(
              /(?<=['"])MT\d{4}(?=['"])/g,
            ) ?? [],
        ),
    );
    expect([...new Set(codes)].filter(code => !DOCS.includes(`| ${code} |`)).sort()).toEqual([]);
  });

  it.each(LINT_RULES)('lists $code', ({ code, severity, title }) => {
    expect(DOCS).toContain(`| ${code} | ${severity} | ${title} |`);
  });
});
