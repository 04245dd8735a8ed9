import fc from 'fast-check';
import { parsePolicy } from './parsePolicy';
import { BACKEND_POLICY } from './__testUtils__/backendPolicy';

const edit = (from: string, to: string) => {
  expect(BACKEND_POLICY).toContain(from);
  return BACKEND_POLICY.replace(from, to);
};

describe('refuses data that is no document', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`) as unknown;
  it.each<[name: string, input: unknown, message: RegExp]>([
    ['null', null, /no routing policy/],
    ['undefined', undefined, /not one that YAML can hold/],
    ['a number', 5, /no routing policy/],
    ['a date', { kind: new Date(0) }, /not one that YAML can hold/],
    ['infinity', { a: Infinity }, /not one that YAML can hold/],
    ['depth', deep, /too deeply/],
    ['a million values', { a: new Array(1_000_000).fill(1) }, /more than 20000 values/],
    ['__proto__', JSON.parse('{"kind":{"__proto__":{"polluted":1}}}'), /__proto__/],
  ])('%s', (_name, input, message) => {
    const { policy, diagnostics } = parsePolicy(input);
    expect(policy).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0].message).toMatch(message);
  });

  it('callers that have the names of what every object inherits', () => {
    const text = edit('    dev:', '    constructor:');
    expect(Object.keys(parsePolicy(text).policy?.spec.callers ?? {})).toContain('constructor');
  });

  it('a document of nothing but mistakes with a bounded answer', () => {
    const callers = Array.from({ length: 3000 }, (_, i) => `    NS_${i}: {}`).join('\n');
    const { diagnostics } = parsePolicy(edit('    dev:', `${callers}\n    dev:`));
    expect(diagnostics.length).toBeLessThanOrEqual(101);
    expect(diagnostics[diagnostics.length - 1].message).toBe(
      'There are more problems in this document than are shown here.',
    );
  });

  it('whatever a text is broken into, without an exception', () => {
    const lines = BACKEND_POLICY.split('\n');
    const mutation = fc.record({
      line: fc.nat(lines.length - 1),
      text: fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom(
          ...lines,
          '  x: *y',
          '    route: 5',
          '   - a',
          '\t',
          '? {}',
          'spec: [',
          '__proto__: {a: 1}',
        ),
      ),
    });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), mutations => {
        const broken = [...lines];
        for (const { line, text } of mutations) broken[line] = text;
        const { policy, diagnostics } = parsePolicy(broken.join('\n'));
        expect(policy !== undefined || diagnostics.length > 0).toBe(true);
        for (const { message, help, line } of diagnostics) {
          expect(message).not.toMatch(/Invalid|Unrecognized|\bundefined\b/);
          expect(help).not.toBe('');
          expect(line).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
