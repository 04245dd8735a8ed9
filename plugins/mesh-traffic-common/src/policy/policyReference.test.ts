import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parsePolicy } from '.';
import { findingsReference } from './__testUtils__/findingsReference';
import { policyReference } from './__testUtils__/policyReference';
import { namespacePolicySchema } from './namespaceSchema';
import { routingPolicySchema } from './schema';

const file = join(__dirname, '../../../../docs/policy.md');

function withTable(text: string, which: string, table: string): string {
  const start = `<!-- ${which}: written by the test of the reference -->`;
  const from = text.indexOf(start) + start.length;
  return `${text.slice(0, from)}\n\n${table}\n\n${text.slice(text.indexOf('<!-- end -->', from))}`;
}

/** `UPDATE_REFERENCE=1` writes the tables anew. */
it('documents every field of the schema and every finding', () => {
  const text = readFileSync(file, 'utf8');
  const expected = [
    ['routing policy', policyReference(routingPolicySchema)],
    ['namespace policy', policyReference(namespacePolicySchema)],
    ['findings', findingsReference()],
  ].reduce((all, [which, table]) => withTable(all, which, table), text);
  if (process.env.UPDATE_REFERENCE) writeFileSync(file, expected);
  expect(readFileSync(file, 'utf8')).toBe(expected);
});

it('shows an example that is right', () => {
  const [, example] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(file, 'utf8')) ?? [];
  expect(parsePolicy(example).diagnostics).toEqual([]);
});
