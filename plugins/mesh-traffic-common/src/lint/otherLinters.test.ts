import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LINT_RULES } from './registry';

const DOCS = readFileSync(resolve(__dirname, '../../../../docs/lint.md'), 'utf8');

const theirCodes = (text: string): string[] => text.match(/(?:IST|KIA)\d{4}/g) ?? [];

/** Rows `| IST0101, IST0102 | about | MT2014, or why none |`. */
const rows = [...DOCS.matchAll(/^\| ((?:IST|KIA)\d{4}[^|]*) \|[^|]+\|([^|]+)\|$/gm)].map(
  ([, theirs, here]) => ({
    theirs: theirCodes(theirs),
    ours: [...here.matchAll(/MT\d{4}/g)].map(([code]) => code),
    here: here.trim(),
  }),
);

describe('what istioctl analyze and Kiali find', () => {
  it('has one row for each of their codes', () => {
    const codes = rows.flatMap(({ theirs }) => theirs);
    expect(codes.length).toBeGreaterThan(90);
    expect(codes).toEqual([...new Set(codes)]);
  });

  it('names rules that there are, or says why there is none', () => {
    const known = new Set(LINT_RULES.map(({ code }) => code));
    for (const { ours, here } of rows) {
      expect(ours.filter(code => code.startsWith('MT2') && !known.has(code))).toEqual([]);
      expect(here).not.toBe('');
    }
  });

  it.each(LINT_RULES.filter(({ source }) => theirCodes(source).length > 0))(
    'has $code, which names them as its source',
    ({ code, source }) => {
      const missing = theirCodes(source).filter(
        theirs => !rows.some(row => row.theirs.includes(theirs) && row.ours.includes(code)),
      );
      expect(missing).toEqual([]);
    },
  );
});
