import { Diagnostic } from '../../diagnostic';
import { RoutingPolicy } from '../schema';
import { Check, finding } from './Check';
import { RuleAt, rulesOf } from './rulesOf';

/** Envoy's default of outlier_detection.max_ejection_percent. */
const DEFAULT_EJECTION_PERCENT = 10;

/** MT1109: bursts are refused below the connection limit. MT1110: an ejection that can never happen. */
export const breakers: Check = policy =>
  rulesOf(policy).flatMap(at => {
    const breaker = at.rule.circuitBreaker;
    if (!breaker) return [];
    const found: Diagnostic[] = [];
    const { maxConnections, maxPendingRequests } = breaker;
    if (
      maxConnections !== undefined &&
      maxPendingRequests !== undefined &&
      maxPendingRequests < maxConnections
    ) {
      found.push(
        finding(
          'MT1109',
          'warning',
          `${at.path}.circuitBreaker.maxPendingRequests`,
          `Of a sudden burst from ${at.who} only ${maxPendingRequests} calls pass, although ${maxConnections} connections are allowed: each new connection first needs a waiting place.`,
          'Make maxPendingRequests at least maxConnections, or leave it out.',
          { source: 'envoy source/common/conn_pool/conn_pool_base.cc' },
        ),
      );
    }
    return found.concat(impossibleEjections(policy, at));
  });

function impossibleEjections(policy: RoutingPolicy, at: RuleAt): Diagnostic[] {
  const outlier = at.rule.circuitBreaker?.outlierDetection;
  if (!outlier) return [];
  const percent = outlier.maxEjectionPercent ?? DEFAULT_EJECTION_PERCENT;
  const { versions, otherCallers, service } = policy.spec;
  const most = service.workload?.replicas?.max;
  const route = at.rule.route ?? (at.rule.ring === undefined ? otherCallers.route : undefined);
  const sizes = route
    ? Object.keys(route)
        .filter(version => route[version] > 0)
        .map(version => ({ what: version, pods: versions[version]?.replicas ?? most }))
    : [{ what: 'the service', pods: most }];
  const warning = (message: string, help: string) =>
    finding(
      'MT1110',
      'warning',
      `${at.path}.circuitBreaker.outlierDetection.maxEjectionPercent`,
      message,
      help,
      { source: 'envoy source/common/upstream/outlier_detection_impl.cc' },
    );
  if (outlier.maxEjectionPercent === undefined && sizes.some(({ pods }) => pods === undefined)) {
    return [
      warning(
        `Below ten pods none is ever ejected: without maxEjectionPercent Envoy takes ${DEFAULT_EJECTION_PERCENT} %, rounded down to whole pods.`,
        'Set maxEjectionPercent, for example to 50, or say how many pods there are.',
      ),
    ];
  }
  return sizes
    .filter(({ pods }) => pods !== undefined && Math.floor((pods * percent) / 100) < 1)
    .map(({ what, pods }) =>
      warning(
        `No pod of ${what} can ever be ejected: ${percent} % of ${pods} is less than one.`,
        `Set maxEjectionPercent to at least ${Math.ceil(100 / (pods ?? 1))}, or leave outlierDetection out.`,
      ),
    );
}
