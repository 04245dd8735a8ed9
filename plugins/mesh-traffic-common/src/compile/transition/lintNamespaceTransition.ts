import { Diagnostic } from '../../diagnostic';
import { finding } from '../../policy/checks/Check';
import { deepEqual } from '../../deepEqual';
import { NamespacePolicy } from '../../policy/namespaceSchema';

/**
 * What goes wrong on the way from one policy of a namespace to another.
 *
 * @param before - the policy that holds now; undefined for a namespace without one
 */
export function lintNamespaceTransition(
  before: NamespacePolicy | undefined,
  after: NamespacePolicy,
): Diagnostic[] {
  return [...joinsStrict(before, after), ...leavesStrict(before, after)];
}

/** MT1256: joining the mesh and refusing plain text are two changes, since pods join only as they restart. */
function joinsStrict(before: NamespacePolicy | undefined, after: NamespacePolicy): Diagnostic[] {
  const joins = isInMesh(after) && !deepEqual(before?.spec.injection, after.spec.injection);
  const becomesStrict = after.spec.mtls === 'STRICT' && before?.spec.mtls !== 'STRICT';
  if (!joins || !becomesStrict) return [];
  return [
    finding(
      'MT1256',
      'error',
      'spec.mtls',
      'The namespace would join the mesh and refuse plain text in one change: pods get their sidecar only when they restart.',
      'First set injection, restart the pods and watch that no plain text calls are left; then set mtls: STRICT.',
    ),
  ];
}

/** MT1261: without sidecars nobody refuses plain text, whatever mtls says. */
function leavesStrict(before: NamespacePolicy | undefined, after: NamespacePolicy): Diagnostic[] {
  const leaves = before !== undefined && isInMesh(before) && !isInMesh(after);
  if (!leaves || after.spec.mtls !== 'STRICT') return [];
  return [
    finding(
      'MT1261',
      'error',
      'spec.injection',
      'The namespace would leave the mesh while mtls: STRICT stays: as its pods restart they take plain text again, and nothing guards them.',
      'Keep injection, or remove mtls too, so that the document does not promise what nobody does.',
    ),
  ];
}

function isInMesh({ spec: { injection } }: NamespacePolicy): boolean {
  return injection !== undefined && injection !== 'disabled';
}
