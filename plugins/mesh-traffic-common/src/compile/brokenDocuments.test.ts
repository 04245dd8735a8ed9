import { readFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { parsePolicy } from '../policy';
import { GOLDEN_FOLDER, goldenCases } from './__testUtils__/goldenCases';
import { compile } from './compile';

const BROKEN_DOCUMENTS = 20_000;

const documents = goldenCases.map(name =>
  readFileSync(join(GOLDEN_FOLDER, name, 'policy.yaml'), 'utf8').split('\n'),
);

/** Lines that YAML, or a careless editor, trips over. */
const TROUBLE = [
  '',
  '\t',
  '---',
  '...',
  'a: [1, 2',
  'a: {b: 1',
  '"',
  "  'x",
  '? x',
  '- ',
  '    - - -',
  'spec:',
  '  callers: 5',
  '    prod: !!binary aGk=',
  '  a: &a [*a]',
  '  <<: *none',
  '  __proto__: { polluted: true }',
  '  constructor: { prototype: {} }',
  '\u0000',
  '\uFEFF',
  '\u2028: 1',
  '    route: { stable: 1e309 }',
  '    timeout: -1s',
  '%YAML 9.9',
  'x'.repeat(5000),
];

interface Change {
  at: number;
  how: string;
  text: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  /** Where, as a share of the document's lines. */
  at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
  how: fc.constantFrom('replace', 'insert', 'remove', 'indent', 'cut', 'swap'),
  text: fc.oneof(fc.constantFrom(...TROUBLE), fc.string({ maxLength: 20, unit: 'binary' })),
});

function broken(lines: string[], changes: Change[]) {
  const result = [...lines];
  for (const { at, how, text } of changes) {
    const index = Math.floor(at * result.length);
    const line = result[index] ?? '';
    if (how === 'replace') result[index] = text;
    else if (how === 'insert') result.splice(index, 0, text);
    else if (how === 'remove') result.splice(index, 1);
    else if (how === 'indent') result[index] = `  ${line}`;
    else if (how === 'cut') result[index] = line.slice(0, Math.floor(line.length / 2));
    else result.splice(index, 2, result[index + 1] ?? '', line);
  }
  return result.join('\n');
}

it(`answers ${BROKEN_DOCUMENTS} broken documents with findings that have a line, never with an exception`, () => {
  let refused = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...documents),
      fc.array(change, { minLength: 1, maxLength: 5 }),
      (lines, changes) => {
        const { policy, diagnostics } = parsePolicy(broken(lines, changes));
        const manifests = policy && compile(policy).manifests;
        const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
        expect(hasErrors).toBe(manifests === undefined);
        if (hasErrors) refused += 1;
        for (const { line, message, help } of diagnostics) {
          expect(line).toBeGreaterThan(0);
          expect(message).not.toBe('');
          expect(help).not.toBe('');
        }
      },
    ),
    { numRuns: BROKEN_DOCUMENTS },
  );
  // The generator must really break them.
  expect(refused).toBeGreaterThan(BROKEN_DOCUMENTS / 3);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}, 300_000);
