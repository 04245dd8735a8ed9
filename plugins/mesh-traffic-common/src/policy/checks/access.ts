import { Diagnostic } from '../../diagnostic';
import { RoutingPolicy } from '../schema';
import { Check, finding } from './Check';
import { namespaceOfExposure } from './limits';
import { namespacesLetIn } from './namespacesLetIn';

/** MT1111: a denial that nothing carries out. MT1145 to MT1148: gateways, load testers and others that would be refused. */
export const access: Check = policy => {
  const { accessControl, callers, otherCallers, rollout } = policy.spec;
  if (!accessControl) {
    const denied = Object.keys(callers)
      .filter(name => callers[name].access === 'deny')
      .map(name => ({ who: name, path: `spec.callers.${name}.access` }));
    if (otherCallers.access === 'deny') {
      denied.push({ who: 'All other callers', path: 'spec.otherCallers.access' });
    }
    return denied.map(({ who, path }) =>
      finding(
        'MT1111',
        'error',
        path,
        `${who}: access is denied, but nothing would refuse the calls, because accessControl is missing.`,
        'Add spec.accessControl; with mode: observe it only counts at first.',
        {
          cures: [
            {
              label: 'Count what would be refused',
              patch: { spec: { accessControl: { mode: 'observe' } } },
            },
          ],
        },
      ),
    );
  }
  const found = refusedGateways(policy);
  const anyDenied =
    otherCallers.access === 'deny' || Object.values(callers).some(rule => rule.access === 'deny');
  accessControl.also.forEach(({ namespace, principal, paths }, index) => {
    if (!paths || namespace || principal) return;
    if (anyDenied && !accessControl.explicitDeny) found.push(pathsWithoutSidecar(index));
    if (!accessControl.explicitDeny) return;
    found.push(
      finding(
        'MT1147',
        'error',
        `spec.accessControl.also.${index}.paths`,
        'Everybody may come to these paths, but explicitDeny refuses whoever is denied on all paths, and wins.',
        'Leave paths out, name who may come, or leave explicitDeny out.',
      ),
    );
  });
  const tester = rollout?.loadTester?.namespace;
  if (
    tester !== undefined &&
    accessControl.mode === 'enforce' &&
    callers[tester]?.access === 'deny'
  ) {
    found.push(
      finding(
        'MT1146',
        'error',
        `spec.callers.${tester}.access`,
        `${tester} is denied, but the load tester of the rollout calls from there: every release would fail.`,
        'Allow it, or run the load tester in another namespace.',
      ),
    );
  }
  return found;
};

/** Plain text is taken on a port or not at all: its paths are not known before it is. */
function pathsWithoutSidecar(index: number): Diagnostic {
  return finding(
    'MT1148',
    'warning',
    `spec.accessControl.also.${index}.paths`,
    'Only callers with a sidecar get to these paths: where anybody is denied, plain text is taken on whole ports only.',
    'Leave paths out where callers without a sidecar must get through, or name who may come.',
    { source: 'istio api security/v1beta1/peer_authentication.proto (1.30)' },
  );
}

/** A gateway calls from the namespace of its pods, which the document need not say: then it is a guess. */
function refusedGateways(policy: RoutingPolicy): Diagnostic[] {
  const { accessControl, exposure } = policy.spec;
  if (accessControl?.mode !== 'enforce') return [];
  const letIn = namespacesLetIn(policy);
  return exposure.flatMap((entry, index) => {
    const namespace = namespaceOfExposure(entry, policy.metadata.namespace);
    if (letIn.has(namespace)) return [];
    const isGuess = entry.namespace === undefined && accessControl.gateways.length > 0;
    return [
      finding(
        'MT1145',
        isGuess ? 'warning' : 'error',
        `spec.exposure.${index}`,
        isGuess
          ? `Calls through the gateway ${entry.gateway} are refused if its pods are in ${namespace}.`
          : `Calls through the gateway ${entry.gateway} come from ${namespace}, which may not call.`,
        isGuess
          ? "Say in namespace where the gateway's pods are, or list its principal in spec.accessControl.gateways."
          : "List the gateway's principal in spec.accessControl.gateways.",
      ),
    ];
  });
}
