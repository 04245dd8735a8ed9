import fc from 'fast-check';
import { MergePatch } from '../diagnostic';
import { loadYaml } from '../kubernetes/loadYaml';
import { applyPolicyPatch } from './applyPolicyPatch';
import { editPolicyText } from './editPolicyText';
import { newPolicyText } from './newPolicyText';

const read = (text: string) => {
  const { documents, diagnostics } = loadYaml(text);
  expect(diagnostics).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0].value;
};

const key = fc.constantFrom(
  'route',
  'timeout',
  'a-b',
  'x',
  'y',
  'labels',
  '5',
  'app.kubernetes.io/name',
  'true',
);
const scalar = fc.oneof(
  fc.constantFrom(
    '',
    'yes',
    '10s',
    'a: b',
    '# no comment',
    '- x',
    '{',
    "it's",
    '"',
    '2026-01-01',
    'x\ny',
    ' x ',
    '*',
    '&a',
    '~',
  ),
  fc.integer(),
  fc.boolean(),
);
const { data } = fc.letrec(tie => ({
  data: fc.oneof({ maxDepth: 4 }, scalar, tie('map'), fc.array(tie('data'), { maxLength: 3 })),
  map: fc.dictionary(key, tie('data'), { maxKeys: 4 }),
}));
const patches = fc.letrec(tie => ({
  patch: fc.dictionary(key, fc.oneof({ maxDepth: 4 }, fc.constant(null), data, tie('patch')), {
    maxKeys: 3,
  }),
})).patch as fc.Arbitrary<MergePatch>;

/** Writes data as people do: comments, braces and block style as it comes. */
function handWritten(value: unknown, choose: () => number, indent = ''): string {
  const isScalar = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  if (isScalar || choose() < 0.3) {
    return ` ${JSON.stringify(value)}${choose() < 0.3 ? ' # a remark' : ''}\n`;
  }
  const before = () => {
    if (choose() < 0.3) return `${indent}# about the next\n`;
    return choose() < 0.1 ? '\n' : '';
  };
  const lines = Array.isArray(value)
    ? value.map(item => `${before()}${indent}-${handWritten(item, choose, `${indent}    `)}`)
    : Object.entries(value).map(
        ([name, item]) =>
          `${before()}${indent}${JSON.stringify(name)}:${handWritten(item, choose, `${indent}  `)}`,
      );
  return `${choose() < 0.2 ? ' # a title' : ''}\n${lines.join('')}`;
}

it('says after any patch what the patched document says, with the comments that are not in changed fields', () => {
  fc.assert(
    fc.property(
      fc.dictionary(key, data, { minKeys: 1, maxKeys: 5 }),
      patches,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
      (document, patch, dice) => {
        let i = 0;
        const choose = () => dice[(i += 1) % dice.length];
        const fields = Object.entries(document).map(([name, item]) => ({
          name,
          text: `# above ${name}\n${JSON.stringify(name)}:${handWritten(item, choose, '  ')}`,
        }));
        const text = `# head\n${fields.map(field => field.text).join('')}# foot\n`;
        const after = applyPolicyPatch(read(text), patch) as Record<string, unknown>;
        const edited = editPolicyText(text, patch);
        expect(read(edited)).toEqual(after);

        // Where nothing of the document is left, nothing of its comments has to be.
        const kept = fields.filter(({ name }) => Object.hasOwn(after, name));
        const comments = kept.map(({ name }) => `# above ${name}\n`);
        const around = kept.length > 0 ? ['# head\n', '# foot\n'] : [];
        const untouched = kept.filter(({ name }) => !Object.hasOwn(patch, name));
        for (const part of [
          ...around,
          ...comments,
          ...untouched.map(field => field.text.trimEnd()),
        ]) {
          expect(edited).toContain(part);
        }
      },
    ),
    { numRuns: 1500 },
  );
});

it('reads back a new text', () => {
  fc.assert(
    fc.property(fc.dictionary(key, data, { minKeys: 1 }), document => {
      expect(read(newPolicyText(document))).toEqual(document);
    }),
  );
  expect(newPolicyText({ a: 1 })).toBe('# +argocd:skip-file-rendering\na: 1\n');
});
