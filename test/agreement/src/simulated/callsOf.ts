import type { Call, RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';
import { namespaceOfGateway } from '../oracle/limitOf';
import type { PathRoute, Ring } from '../oracle/policyTypes';
import type { Situation } from '../oracle/Situation';
import { ACCOUNT } from '../random/randomAccess';
import { HEADER_VALUES, PATHS } from '../random/randomRoutes';
import { TESTER_LABEL } from '../random/randomRings';
import { LOAD_TESTING, PLAIN, STRANGERS } from '../random/names';
import { gatewayLabels } from '../world/worldOf';

type Asked = Pick<Call, 'path' | 'method' | 'headers' | 'fromLabels' | 'serviceAccount'>;
export type Question = Omit<Situation, 'releases' | 'policy'>;

/** Calls of everybody whom the document names, of strangers, of callers without a sidecar and of gateways. */
export function callsOf(policy: RoutingPolicy): Question[] {
  const { metadata, spec } = policy;
  const own = `${metadata.name}.${metadata.namespace}.svc.cluster.local`;
  const http = askedOf(policy);
  const arriving = askedByAccess(policy);
  const named = new Set(namedCallers(policy));
  const askedBy = (from: string, isTcp: boolean): Asked[] => {
    if (isTcp) return [{}, { serviceAccount: ACCOUNT }];
    if (from === PLAIN || from === STRANGERS[1]) return [{}, { path: '/api/x' }];
    // Whom only the access control names is treated as a stranger until it arrives.
    return named.has(from) || from === STRANGERS[0] ? [...http, ...arriving] : [{}, ...arriving];
  };
  const questions: Question[] = [];
  for (const port of spec.service.ports) {
    const isTcp = port.protocol === 'tcp';
    for (const from of callersOf(policy)) {
      const plainText = from === PLAIN || undefined;
      for (const asked of askedBy(from, isTcp)) {
        const call: Call = { from, host: own, port: port.number, ...asked };
        if (isTcp) call.tcp = true;
        if (plainText) call.plainText = true;
        questions.push({ call, port });
      }
    }
  }
  for (const exposure of spec.exposure) {
    const served = spec.service.ports.filter(({ protocol }) => protocol !== 'tcp');
    const port = served.find(({ number }) => number === exposure.port) ?? served[0];
    const from = namespaceOfGateway(exposure, metadata.namespace);
    for (const [index, host] of exposure.hosts.entries()) {
      for (const asked of index === 0 ? [...http, ...arriving] : [{}]) {
        const call: Call = {
          ...asked,
          from,
          gateway: true,
          fromLabels: gatewayLabels(exposure.gateway),
          serviceAccount: ACCOUNT,
          host: host.replace('*', 'some'),
          port: 80,
        };
        questions.push({ call, port, exposure });
      }
    }
  }
  return questions;
}

function callersOf(policy: RoutingPolicy): string[] {
  const { gateways = [], also = [] } = policy.spec.accessControl ?? {};
  const principals = [...gateways, ...also.flatMap(({ principal }) => principal ?? [])];
  return [
    ...new Set([
      ...namedCallers(policy),
      ...also.flatMap(({ namespace }) => namespace ?? []),
      ...principals.flatMap(principal => /\/ns\/([^/]+)\//.exec(principal)?.[1] ?? []),
      ...policy.spec.exposure.map(entry => namespaceOfGateway(entry, policy.metadata.namespace)),
      ...STRANGERS,
      PLAIN,
    ]),
  ];
}

/** Namespaces that the document has rules for. */
function namedCallers({ spec }: RoutingPolicy): string[] {
  return [
    ...Object.keys(spec.callers),
    ...Object.values(spec.rollout?.rings ?? {}).flatMap(({ callers }) => callers ?? []),
    ...spec.routes.flatMap(({ callers }) => callers ?? []),
    ...(spec.rollout?.loadTester ? [LOAD_TESTING] : []),
  ];
}

/**
 * A plain call, one as each rule by path asks for it, one that the first of them just misses, and one as each A/B
 * test and cookie does.
 */
function askedOf({ spec }: RoutingPolicy): Asked[] {
  return [
    {},
    ...spec.routes.map(askedByRoute),
    ...spec.routes.slice(0, 1).flatMap(nearlyAskedByRoute),
    ...Object.values(spec.rollout?.rings ?? {}).flatMap(askedByRing),
  ];
}

/** Calls of another identity, and to paths that the access control names. */
function askedByAccess({ spec }: RoutingPolicy): Asked[] {
  if (!spec.accessControl) return [];
  const paths = spec.accessControl.also.flatMap(entry => entry.paths ?? []);
  return [
    { path: '/api/x', serviceAccount: ACCOUNT },
    ...[...new Set(paths)].slice(0, 2).map(path => ({ path: path.replace('*', 'some') })),
  ];
}

function askedByRoute({ match }: PathRoute): Asked {
  const { path, headers, method } = match;
  const example = knownPath(path)?.example ?? path?.exact;
  return {
    ...(example !== undefined && { path: example }),
    ...(method && { method: method[0] }),
    ...(headers && { headers: exampleHeaders(headers) }),
  };
}

function nearlyAskedByRoute(route: PathRoute): Asked[] {
  const miss = knownPath(route.match.path)?.miss;
  return miss === undefined ? [] : [{ ...askedByRoute(route), path: miss }];
}

function knownPath(path: PathRoute['match']['path']) {
  return PATHS.find(({ condition }) => path && JSON.stringify(condition) === JSON.stringify(path));
}

function askedByRing({ abTest, sessionAffinity }: Ring): Asked[] {
  return [
    ...(abTest?.match ?? []).map(({ headers, sourceLabels }) => ({
      ...(headers && { headers: exampleHeaders(headers) }),
      ...(sourceLabels && { fromLabels: TESTER_LABEL }),
    })),
    ...(sessionAffinity
      ? [
          { headers: { Cookie: `${sessionAffinity.cookieName}=kept` } },
          { headers: { Cookie: `${sessionAffinity.cookieName}=old` } },
          ...(sessionAffinity.primaryCookieName === undefined
            ? []
            : [{ headers: { Cookie: `${sessionAffinity.primaryCookieName}=stays` } }]),
        ]
      : []),
  ];
}

function exampleHeaders(
  headers: Record<string, { exact?: string; prefix?: string; regex?: string }>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, { exact, prefix, regex }]) => {
      const known = HEADER_VALUES.find(
        ({ condition }) =>
          typeof condition === 'object' &&
          (('prefix' in condition && condition.prefix === prefix) ||
            ('regex' in condition && condition.regex === regex)),
      );
      return [name, exact ?? known?.example ?? ''];
    }),
  );
}
