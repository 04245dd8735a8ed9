import { Retries } from '../policy/fields/retries';
import { RoutingPolicy } from '../policy/schema';
import { callMatchOf } from './callMatchOf';
import { Caller, Context, hostOf } from './Context';
import { destinationsOf } from './destinations';
import { furtherPorts } from './rollout/furtherPorts';

type PathRoute = RoutingPolicy['spec']['routes'][number];
type Match = Record<string, unknown>;

/** One entry of a VirtualService's `http`. */
export type HttpRule = Record<string, unknown>;

/**
 * The http rules for all callers: those by path, header or method first, in the order of the document and for
 * each caller, then one per caller, then the last one for everybody else.
 */
export function httpRules(context: Context): HttpRule[] {
  const rules: HttpRule[] = [];
  for (const route of context.policy.spec.routes) {
    for (const caller of callersOfRoute(context, route)) {
      rules.push(...routeRule(context, route, caller));
    }
  }
  rules.push(...callerRules(context));
  rules.push(...callerRule(context, context.others, []));
  return rules;
}

/**
 * The rules of one gateway: the routes that are for everybody, then its own. In a rule for a gateway, Istio's
 * `port` is the gateway's own, so a route for a port of the service is taken or left here.
 */
export function gatewayRules(context: Context, gateway: Caller, port?: number): HttpRule[] {
  const rules: HttpRule[] = [];
  for (const route of context.policy.spec.routes) {
    const { port: asked, ...match } = route.match;
    if (route.callers || (asked !== undefined && asked !== port)) continue;
    rules.push(...routeRule(context, { ...route, match }, gateway));
    if (Object.keys(match).length === 0) return rules;
  }
  rules.push(...callerRule(context, gateway, []));
  return rules;
}

/** A rule per listed caller; callers of a ring that Flagger matches itself share one. */
function callerRules(context: Context): HttpRule[] {
  const rings = context.policy.spec.rollout?.rings;
  const rules: HttpRule[] = [];
  const done = new Set<string>();
  for (const caller of context.callers) {
    const ring = caller.ring === undefined ? undefined : rings?.[caller.ring];
    if (caller.ring === undefined || !(ring?.abTest || ring?.sessionAffinity)) {
      rules.push(...callerRule(context, caller, [{ sourceNamespace: caller.namespace }]));
    } else if (!done.has(caller.ring)) {
      done.add(caller.ring);
      const matches = context.callers
        .filter(other => other.ring === caller.ring)
        .map(other => ({ sourceNamespace: other.namespace }));
      rules.push(...callerRule(context, { ...caller, ruleName: `ring-${caller.ring}` }, matches));
    }
  }
  return rules;
}

function callersOfRoute(context: Context, route: PathRoute): Caller[] {
  if (!route.callers) return [...context.callers, context.others];
  return [...new Set(route.callers)].sort().map(
    name =>
      context.callerOf.get(name) ?? {
        ...context.others,
        namespace: name,
        ruleName: `from-${name}`,
      },
  );
}

function routeRule(context: Context, route: PathRoute, caller: Caller): HttpRule[] {
  const own = route.route !== undefined || route.ring !== undefined;
  const treated: Caller = {
    ...caller,
    ruleName: `${route.name}.${caller.ruleName}`,
    route: own ? route.route : caller.route,
    ring: own ? route.ring : caller.ring,
    timeout: route.streaming ? undefined : (route.timeout ?? caller.timeout),
    retries:
      route.streaming && route.retries === undefined
        ? withoutTryTimeout(caller.retries)
        : (route.retries ?? caller.retries),
  };
  const match = callMatchOf(route.match);
  if (caller.namespace !== undefined) match.sourceNamespace = caller.namespace;
  return callerRule(context, treated, Object.keys(match).length > 0 ? [match] : []);
}

function withoutTryTimeout(retries: Retries | undefined): Retries | undefined {
  if (!retries) return undefined;
  return { attempts: retries.attempts, retryOn: retries.retryOn };
}

/**
 * The rule of a caller; two where it belongs to a ring of a service with further HTTP ports. Flagger would send calls
 * for these to the Canary's own port, so they go to the apex, which selects the promoted pods.
 */
function callerRule(context: Context, caller: Caller, match: Match[]): HttpRule[] {
  if (caller.ring === undefined) {
    return [ruleOf(caller, match, { route: destinationsOf(context, caller, caller.route) })];
  }
  const workload = context.policy.spec.rollout?.rings[caller.ring]?.workload.name ?? '';
  const delegated = { delegate: { name: workload, namespace: context.namespace } };
  const promoted = { route: [{ destination: { host: hostOf(workload, context.namespace) } }] };
  const further = furtherPorts(context.policy).filter(({ protocol }) => protocol !== 'tcp');
  if (further.length === 0) return [ruleOf(caller, match, delegated)];
  const asked = match[0]?.port;
  if (asked !== undefined) {
    const to = further.some(({ number }) => number === asked) ? promoted : delegated;
    return [ruleOf(caller, match, to)];
  }
  const onFurther = (match.length > 0 ? match : [{}]).flatMap(each =>
    further.map(({ number }) => ({ ...each, port: number })),
  );
  return [
    ruleOf({ ...caller, ruleName: `${caller.ruleName}.further-ports` }, onFurther, promoted),
    ruleOf(caller, match, delegated),
  ];
}

function ruleOf({ ruleName, timeout, retries }: Caller, match: Match[], to: HttpRule): HttpRule {
  return {
    name: ruleName,
    ...(match.length > 0 && { match }),
    ...to,
    ...(timeout !== undefined && { timeout }),
    ...(retries && { retries: retriesOf(retries) }),
  };
}

function retriesOf({ attempts, perTryTimeout, retryOn }: Retries): Record<string, unknown> {
  const retries: Record<string, unknown> = { attempts };
  if (perTryTimeout !== undefined) retries.perTryTimeout = perTryTimeout;
  if (retryOn) retries.retryOn = retryOn.join(',');
  return retries;
}
