import { Diagnostic } from '../../diagnostic';
import { finding } from '../../policy/checks/Check';
import { deepEqual } from '../../deepEqual';
import { NamespacePolicy } from '../../policy/namespaceSchema';

/** MT1256: joining the mesh and refusing plain text are two changes, since pods join only as they restart. */
export function lintNamespaceTransition(
  before: NamespacePolicy | undefined,
  after: NamespacePolicy,
): Diagnostic[] {
  const joins =
    after.spec.injection !== undefined &&
    after.spec.injection !== 'disabled' &&
    !deepEqual(before?.spec.injection, after.spec.injection);
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
