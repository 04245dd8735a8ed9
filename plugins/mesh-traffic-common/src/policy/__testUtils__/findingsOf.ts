import { readFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { applyPolicyPatch } from '../applyPolicyPatch';
import { parsePolicy } from '../parsePolicy';

const file = join(__dirname, '../../../../../test/golden/findings/findings.yaml');
const { documents } = load(readFileSync(file, 'utf8')) as {
  documents: Record<'plain' | 'rollout', object>;
};

/** What is found in a right document of the golden findings after a change of its spec, as `code path`. */
export function findingsOf(document: 'plain' | 'rollout', spec: Record<string, unknown>): string[] {
  return parsePolicy(applyPolicyPatch(documents[document], { spec })).diagnostics.map(
    ({ code, severity, path }) => `${severity} ${code} ${path}`,
  );
}
