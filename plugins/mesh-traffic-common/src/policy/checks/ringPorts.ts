import { Diagnostic } from '../../diagnostic';
import { RoutingPolicy } from '../schema';
import { finding } from './Check';
import { RuleAt, rulesOf, TrafficRule } from './rulesOf';

/**
 * MT1130, MT1161 to MT1163: ports beside a rollout. Flagger writes the ports of its Services anew: the first as
 * the Canary says, further ones as the containers of the pods name and number them, without a protocol.
 * Source: flagger pkg/router/kubernetes_default.go (1.44)
 */
export function ringPorts(policy: RoutingPolicy): Diagnostic[] {
  const { ports } = policy.spec.service;
  const found: Diagnostic[] = [];
  const http = ports.filter(({ protocol }) => protocol !== 'tcp');
  if (http.length === 0) {
    return [
      finding(
        'MT1162',
        'error',
        'spec.rollout',
        'The service has TCP ports only: there are no calls that a release could be judged by or moved step by step.',
        'Remove the rollout, and move the calls by route.',
      ),
    ];
  }
  for (const [index, { number, protocol, targetPort }] of ports.entries()) {
    const path = `spec.service.ports.${index}`;
    if (ports[index] === http[0]) continue;
    if (targetPort !== undefined && targetPort !== number) {
      found.push(
        finding(
          'MT1130',
          'error',
          `${path}.targetPort`,
          `Flagger finds further ports by the numbers of the pods, so port ${number} would be served as ${targetPort}.`,
          'Use one number for the port of the service and of the pods.',
        ),
      );
    }
    found.push(
      ...furtherInRings(policy, path, protocol === 'tcp' ? 'the TCP port' : 'port', number),
    );
    if (protocol !== 'tcp') {
      found.push(
        finding(
          'MT1163',
          'warning',
          path,
          `Flagger's Services take the name of port ${number} from the pods' containers and say no protocol: under another name it counts as TCP, and no rule for calls holds on it.`,
          `Name the container's port ${protocol} or ${protocol}-<something>.`,
        ),
      );
    }
  }
  if (http.length > 1) {
    policy.spec.exposure.forEach((entry, index) => {
      if (!reachesRing(policy, entry)) return;
      found.push(
        finding(
          'MT1130',
          'error',
          entry.ring === undefined ? `spec.exposure.${index}` : `spec.exposure.${index}.ring`,
          'At a gateway Flagger does not say which of several ports is meant.',
          'Use route here and in spec.routes, or write a policy for a Service with one HTTP port.',
        ),
      );
    });
  }
  return found;
}

function furtherInRings(
  policy: RoutingPolicy,
  path: string,
  what: string,
  number: number,
): Diagnostic[] {
  const rings = policy.spec.rollout?.rings ?? {};
  const inRing = ({ kind, rule }: RuleAt) => kind !== 'exposure' && rule.ring !== undefined;
  const used =
    rulesOf(policy).some(inRing) || Object.values(rings).some(({ callers }) => callers?.length);
  if (!used) return [];
  return [
    finding(
      'MT1161',
      'warning',
      path,
      `Calls on ${what} ${number} do not follow a release: callers of a ring get its promoted version only.`,
      'Give callers that need a certain version on this port a route.',
    ),
  ];
}

/** Whether calls of a gateway come to a ring: by its entry, as all others or by a rule for every caller. */
function reachesRing({ spec }: RoutingPolicy, { ring, route }: TrafficRule): boolean {
  if (ring !== undefined || (!route && spec.otherCallers.ring !== undefined)) return true;
  return spec.routes.some(rule => rule.ring !== undefined && !rule.callers);
}
