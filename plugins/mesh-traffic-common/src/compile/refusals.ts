import { Diagnostic } from '../diagnostic';
import { finding } from '../policy/checks/Check';
import { rulesOf } from '../policy/checks/rulesOf';
import { Context } from './Context';

/** What cannot hold in this mesh, whatever we would write. */
export function refusals(context: Context): Diagnostic[] {
  return [
    ...(context.mesh.dataplane === 'ambient' ? ambientRefusals(context) : []),
    ...foreignGateways(context),
  ];
}

/** A certificate of another trust domain does not get through the handshake (measured). */
function foreignGateways({ policy, mesh }: Context): Diagnostic[] {
  return (policy.spec.accessControl?.gateways ?? []).flatMap((principal, index) => {
    const domain = principal.slice(0, principal.indexOf('/'));
    if (domain === mesh.trustDomain) return [];
    return finding(
      'MT1205',
      'warning',
      `spec.accessControl.gateways.${index}`,
      `The principal is of the trust domain ${domain}, and this mesh is ${mesh.trustDomain}: without an alias in the mesh its calls are refused.`,
      `Write ${mesh.trustDomain}${principal.slice(domain.length)}, or suppress this where the mesh has a trust domain alias.`,
    );
  });
}

/**
 * A waypoint compares source namespaces with its own, and ignores rules of client namespaces and dry runs, so
 * only enforced access holds. Source: istio pilot/pkg/networking/core/listener_waypoint.go (1.30).
 */
function ambientRefusals({ policy }: Context): Diagnostic[] {
  const { spec } = policy;
  const found: Diagnostic[] = [];
  const refuse = (path: string, what: string) =>
    found.push(
      finding(
        'MT1200',
        'error',
        path,
        `In an ambient mesh ${what} cannot hold by caller: the waypoint does not know the caller's namespace.`,
        'Give the service sidecars, or remove this. Enforced access works in both.',
        { source: 'istio pilot/pkg/networking/core/listener_waypoint.go (1.30)' },
      ),
    );
  if (Object.keys(spec.versions).length > 0) refuse('spec.versions', 'a choice of versions');
  if (spec.routes.length > 0) refuse('spec.routes', 'a route');
  if (spec.exposure.length > 0) refuse('spec.exposure', 'a rule for a gateway');
  if (spec.rollout) refuse('spec.rollout', 'a rollout');
  if (spec.monitoring) refuse('spec.monitoring', 'what callers report');
  for (const { path, rule } of rulesOf(policy)) {
    if (rule.timeout !== undefined) refuse(`${path}.timeout`, 'a timeout');
    if (rule.retries) refuse(`${path}.retries`, 'a number of retries');
    if (rule.circuitBreaker) refuse(`${path}.circuitBreaker`, 'a circuit breaker');
    if (rule.rateLimit) refuse(`${path}.rateLimit`, 'a rate limit');
  }
  if (spec.accessControl?.mode === 'observe') {
    refuse('spec.accessControl.mode', 'observing access');
  }
  if (spec.accessControl?.also.some(entry => entry.paths)) {
    refuse('spec.accessControl.also', 'access by path');
  }
  return found;
}
