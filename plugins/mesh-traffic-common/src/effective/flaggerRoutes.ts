import { Manifest } from '../kubernetes/manifest';
import { CanaryView, records } from './CanaryView';
import { FlaggerState } from './FlaggerState';

type Fields = Record<string, unknown>;

/** Stands for the value that Flagger draws where a state has none. */
const SOME_COOKIE = 'cookie';

/** Fields that Flagger copies from `spec.service` into every http rule. */
const COPIED = ['rewrite', 'timeout', 'retries', 'corsPolicy', 'headers'] as const;

/** The DestinationRules of primary and canary: the same policy for both, no subsets. */
export function flaggerDestinationRules({ apex, namespace, service }: CanaryView): Manifest[] {
  return ['canary', 'primary'].map(role => ({
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'DestinationRule',
    metadata: { name: `${apex}-${role}`, namespace },
    spec: {
      host: `${apex}-${role}`,
      ...(service.trafficPolicy !== undefined && { trafficPolicy: service.trafficPolicy }),
    },
  }));
}

/**
 * The VirtualService of a Canary; with delegation one without hosts, for a root to point at.
 * Source: flagger pkg/router/istio.go, reconcileVirtualService (1.44)
 */
export function flaggerVirtualService(view: CanaryView, state: FlaggerState): Manifest {
  const { apex, namespace, service } = view;
  const gateways = list(service.gateways);
  const binding =
    service.delegation === true
      ? { hosts: [] }
      : {
          gateways: gateways.length > 0 ? gateways : ['mesh'],
          hosts: [...list(service.hosts), apex],
        };
  return {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'VirtualService',
    metadata: { name: apex, namespace },
    spec: { ...binding, http: httpRules(view, state) },
  };
}

function httpRules(view: CanaryView, state: FlaggerState): Fields[] {
  const { service, match, sessionAffinity, iterations } = view;
  const callers = records(service.match);
  if (match.length > 0) {
    // In an A/B test the matched calls all move at the first check; with steps of weight a share of them.
    const weight =
      iterations > 0 && state.iterations > 0 && state.phase !== 'Failed' ? 100 : state.canaryWeight;
    return [
      rule(view, state, merged(callers, match), weight),
      {
        ...withMatch(callers),
        ...copied(service),
        route: [destination(view, 'primary', 100 - weight)],
      },
    ];
  }
  if (!sessionAffinity || state.canaryWeight === 0) {
    return [rule(view, state, callers, state.canaryWeight)];
  }
  return rulesByCookie(view, state, sessionAffinity);
}

/**
 * Who has been on a version keeps it: the new one, and for one step the old one where that has a cookie too.
 * Source: flagger pkg/router/istio.go, getSessionAffinityRouteRules (1.44)
 */
function rulesByCookie(
  view: CanaryView,
  state: FlaggerState,
  { cookieName, maxAge, primary }: NonNullable<CanaryView['sessionAffinity']>,
): Fields[] {
  const callers = records(view.service.match);
  const cookie = state.cookie ?? SOME_COOKIE;
  const primaryCookie = state.primaryCookie ?? SOME_COOKIE;
  const adding = (name: string, value: string, seconds: number) => ({
    headers: { response: { add: { 'Set-Cookie': `${name}=${value}; Max-Age=${seconds}` } } },
  });
  return [
    rule(view, state, merged(callers, holding(cookieName, cookie)), 100),
    ...(primary
      ? [rule(view, state, merged(callers, holding(primary.cookieName, primaryCookie)), 0)]
      : []),
    {
      ...rule(view, state, callers, state.canaryWeight),
      route: [
        {
          ...destination(view, 'primary', 100 - state.canaryWeight),
          ...(primary && adding(primary.cookieName, primaryCookie, primary.maxAge)),
        },
        {
          ...destination(view, 'canary', state.canaryWeight),
          ...adding(cookieName, cookie, maxAge),
        },
      ],
    },
  ];
}

function holding(name: string, value: string): Fields[] {
  return [{ headers: { Cookie: { regex: `.*${name}.*${value}.*` } } }];
}

function rule(view: CanaryView, state: FlaggerState, match: Fields[], weight: number): Fields {
  return {
    ...withMatch(match),
    ...copied(view.service),
    route: [destination(view, 'primary', 100 - weight), destination(view, 'canary', weight)],
    ...(state.mirroring &&
      view.mirror && {
        mirror: { host: `${view.apex}-canary` },
        mirrorPercentage: { value: view.mirror.percent },
      }),
  };
}

function destination(view: CanaryView, role: 'primary' | 'canary', weight: number): Fields {
  return { destination: { host: `${view.apex}-${role}`, ...portOf(view) }, weight };
}

/**
 * With port discovery Flagger names the Canary's own port at gateways, and with delegation also inside the mesh,
 * whatever port a call is for. Source: flagger pkg/router/istio.go, makeDestination (1.44)
 */
function portOf({ service }: CanaryView): Fields {
  const [gateway = 'mesh'] = list(service.gateways);
  const namesPort =
    service.portDiscovery === true && (gateway !== 'mesh' || service.delegation === true);
  return namesPort ? { port: { number: service.port } } : {};
}

function withMatch(match: Fields[]): Fields {
  return match.length > 0 ? { match } : {};
}

function copied(service: Fields): Fields {
  return Object.fromEntries(
    COPIED.filter(field => service[field] !== undefined).map(field => [field, service[field]]),
  );
}

/**
 * Each condition for each caller. Only headers and source labels of a condition survive beside callers: one on
 * query parameters alone is lost, and all these callers get the new version (mergeMatchConditions).
 */
function merged(callers: Fields[], conditions: Fields[]): Fields[] {
  if (callers.length === 0) return conditions;
  return conditions.flatMap(({ headers, sourceLabels }) =>
    callers.map(caller => {
      const { headers: own, sourceLabels: ownLabels, ...rest } = caller;
      return {
        ...rest,
        ...(headers !== undefined && { headers }),
        ...(sourceLabels !== undefined && { sourceLabels }),
      };
    }),
  );
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
