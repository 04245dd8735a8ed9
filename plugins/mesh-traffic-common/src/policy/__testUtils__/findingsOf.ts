import { readFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { applyPolicyPatch } from '../applyPolicyPatch';
import { parsePolicy } from '../parsePolicy';

const file = join(__dirname, '../../../../../test/golden/findings/findings.yaml');
const { documents } = load(readFileSync(file, 'utf8')) as {
  documents: Record<'plain' | 'rollout', object>;
};

type Which = 'plain' | 'rollout';

/** A right document of the golden findings after a change of its spec. */
export function documentOf(document: Which, spec: Record<string, unknown>): unknown {
  return applyPolicyPatch(documents[document], { spec });
}

/** What is found in such a document, as `severity code path`. */
export function findingsOf(document: Which, spec: Record<string, unknown>): string[] {
  return parsePolicy(documentOf(document, spec)).diagnostics.map(
    ({ code, severity, path }) => `${severity} ${code} ${path}`,
  );
}
