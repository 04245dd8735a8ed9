import fc from 'fast-check';
import { dumpYaml } from './dumpYaml';
import { loadYaml } from './loadYaml';

const value = (text: string) => {
  const { documents, diagnostics } = loadYaml(text);
  expect(diagnostics).toEqual([]);
  return documents.map(document => document.value);
};

describe('loadYaml reads', () => {
  it.each<[name: string, text: string, expected: unknown[]]>([
    ['nothing', '', []],
    ['comments alone', '# hello\n---\n# there\n', []],
    ['an explicit null', '--- null\n', [null]],
    ['documents', 'a: 1\n---\nb: 2\n...\n', [{ a: 1 }, { b: 2 }]],
    ['CRLF and a byte order mark', '\uFEFFa: 1\r\nb:\r\n  - x\r\n', [{ a: 1, b: ['x'] }]],
    [
      'YAML 1.1 words as text',
      'a: yes\nb: on\nc: 1_000\nd: 12:30\ne: 2026-01-01',
      [{ a: 'yes', b: 'on', c: '1_000', d: '12:30', e: '2026-01-01' }],
    ],
    [
      'numbers',
      'a: 0x10\nb: 0o7\nc: -1.5e3\nd: .5\ne: "5"\nf: .inf',
      [{ a: 16, b: 7, c: -1500, d: 0.5, e: '5', f: '.inf' }],
    ],
    ['numbers as keys', '5678: http\ntrue: x', [{ '5678': 'http', true: 'x' }]],
    ['references, each a copy', 'a: &x {k: [1]}\nb: *x', [{ a: { k: [1] }, b: { k: [1] } }]],
    [
      'merge keys, own fields first',
      'a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}',
      [{ a: { k: 1, l: 2 }, b: { k: 3, l: 2 } }],
    ],
    ['block text', 'a: |\n  x\n  y\nb: >-\n  x\n  y\n', [{ a: 'x\ny\n', b: 'x y' }]],
  ])('%s', (_name, text, expected) => expect(value(text)).toEqual(expected));

  it('everything that dumpYaml writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), data => {
        const plain = JSON.parse(JSON.stringify(data)) as unknown;
        fc.pre(!JSON.stringify(plain).includes('__proto__'));
        expect(value(dumpYaml(plain))).toEqual([plain]);
      }),
    );
  });

  it('copies of a reference that can be changed apart', () => {
    const [document] = value('a: &x {k: 1}\nb: *x') as Array<
      Record<string, Record<string, number>>
    >;
    document.a.k = 2;
    expect(document.b.k).toBe(1);
  });
});

describe('loadYaml refuses, with the line', () => {
  const billion = ['a0: &a0 [x, x]']
    .concat(Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`))
    .join('\n');
  it.each<[name: string, text: string, code: string, line: number, message: RegExp]>([
    ['a tab', 'a:\n\tb: 1', 'MT1001', 2, /indented with a tab/],
    ['two colons', 'a: 1\nb: c: d', 'MT1001', 2, /indented differently/],
    ['an open bracket', 'a:\n  b: [1, 2\n', 'MT1001', 3, /is not closed/],
    ['an open quote', 'a: "x\n', 'MT1001', 2, /is not closed/],
    ['NUL', 'a: 1\nb: \0', 'MT1001', 2, /NUL/],
    ['a control character', 'a: \u0007', 'MT1001', 1, /control character/],
    ['a key twice', 'a: 1\nb:\n  c: 1\n  c: 2', 'MT1004', 4, /"c" stands here twice/],
    ['a key that is a list', '? [a]\n: b', 'MT1001', 1, /used as a key/],
    ['__proto__', 'a: 1\n__proto__:\n  polluted: true', 'MT1006', 2, /__proto__/],
    ['a tag', 'a: 1\nb: !!js/function "x"', 'MT1007', 2, /tag "!!js\/function"/],
    ['a tag on a mapping', 'a: !!set {x}', 'MT1007', 1, /tag "!!set"/],
    ['an unknown reference', 'a: 1\nb: *nobody', 'MT1005', 2, /"\*nobody"/],
    ['a reference to itself', 'a: &x\n  b: *x', 'MT1005', 2, /"\*x"/],
    ['references that multiply', billion, 'MT1003', 13, /more than 20000 values/],
    [
      'a thousand references',
      `a: &x 1\nb: [${'*x,'.repeat(1000)}]`,
      'MT1005',
      2,
      /more than 100 references/,
    ],
    ['depth', '['.repeat(10_000), 'MT1001', 1, /nests too deeply/],
    ['depth by blocks', '- '.repeat(100), 'MT1001', 1, /nests too deeply/],
    ['65 documents', '---\na: 1\n'.repeat(65), 'MT1002', 1, /more than 64 documents/],
    ['257 KiB', `a: ${'x'.repeat(257 * 1024)}`, 'MT1002', 1, /larger than 256 KiB/],
    ['257 KiB of umlauts', `a: ${'ä'.repeat(129 * 1024)}`, 'MT1002', 1, /larger than 256 KiB/],
    ['257 KiB of euro signs', `a: ${'€'.repeat(86 * 1024)}`, 'MT1002', 1, /larger than 256 KiB/],
    ['100,000 values', `[${'1,'.repeat(100_000)}]`, 'MT1003', 1, /more than 20000 values/],
    ['<< without a mapping', 'a:\n  <<: 5', 'MT1005', 2, /"<<"/],
  ])('%s', (_name, text, code, line, message) => {
    const { documents, diagnostics } = loadYaml(text);
    expect(documents).toEqual([]);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code, line, severity: 'error' });
    expect(diagnostics[0].message).toMatch(message);
    expect(diagnostics[0].help).not.toBe('');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('all keys that stand twice at once, up to a bound', () => {
    expect(loadYaml('a: 1\na: 2\nb: 1\nb: 2').diagnostics.map(({ line }) => line)).toEqual([2, 4]);
    expect(loadYaml('a: 1\n'.repeat(1000)).diagnostics).toHaveLength(21);
  });

  it('a deep chain of references', () => {
    const chain = ['a0: &a0 [x]']
      .concat(Array.from({ length: 99 }, (_, i) => `a${i + 1}: &a${i + 1} [[[[[*a${i}]]]]]`))
      .join('\n');
    expect(loadYaml(chain).diagnostics[0].message).toMatch(/nest too deeply/);
  });
});

it('loadYaml knows the line of every field, and of the nearest one for a field that is missing', () => {
  const [document] = loadYaml('# c\na:\n  b:\n    - x\n    - c: 1\nd: 2\n').documents;
  expect(document.line).toBe(2);
  expect(document.lineOf([])).toBe(2);
  expect(document.lineOf(['a', 'b', 1, 'c'])).toBe(5);
  expect(document.lineOf(['a', 'b', 0])).toBe(4);
  expect(document.lineOf(['d'])).toBe(6);
  expect(document.lineOf(['a', 'nowhere', 'at all'])).toBe(2);
});

it('loadYaml never throws, whatever the text', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b: ',
      ': ',
      '- ',
      '? ',
      '\n',
      '\n  ',
      '\n    ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '&x ',
      '*x',
      '!t ',
      '|',
      '>-',
      '#',
    ],
    ...[
      '"',
      "'",
      '\\',
      '%',
      '---\n',
      '...\n',
      '<<: ',
      '\t',
      '\0',
      '\r',
      '\u2028',
      '\ud800',
      '@',
      '`',
      '__proto__: ',
      '1',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const { documents, diagnostics } = loadYaml(pieces.join(''));
      expect(documents.length === 0 || diagnostics.length === 0).toBe(true);
      for (const { line } of diagnostics) expect(line).toBeGreaterThan(0);
    }),
    { numRuns: 5000 },
  );
});
