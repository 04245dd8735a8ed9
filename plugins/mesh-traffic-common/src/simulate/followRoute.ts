import { type Caller, reach } from './destination';
import { normalizeDuration } from './durations';
import { readFault } from './fault';
import type { WeightedDestination } from './istioTypes';
import { readRetries } from './retries';
import { changeHeaders, rewriteRequest } from './rewrite';
import type { NotModelled, SimulationResult } from './types';
import { uniqueNotModelled } from './uniqueNotModelled';
import type { Route } from './virtualService/buildRoutes';
import type { World } from './world';

/** What comes of a call whose route is known. */
export function followRoute(
  world: World,
  caller: Caller,
  route: Route,
  port: number,
): SimulationResult {
  const { rule } = route;
  const named = {
    ...(route.name ? { rule: route.name } : {}),
    ...(route.object ? { ruleObject: route.object } : {}),
  };
  const leftOut = rulesNotModelled(route);
  const answer = rule && ownAnswer(rule);
  if (answer) {
    return { ...named, error: answer, destinations: [], notModelled: leftOut };
  }
  const fault = readFault(rule?.fault);
  const request =
    caller.request && rule ? rewriteRequest(caller.request, rule, route.match) : caller.request;
  const own: WeightedDestination[] = [{ destination: { host: route.host ?? caller.call.host } }];
  const reached = weighted(rule ? (rule.route ?? []) : own).map(({ to, weight }) =>
    reach(
      world,
      { ...caller, request: request && changeHeaders(request, to.headers) },
      to.destination,
      port,
      weight,
    ),
  );
  const copied = (rule ? mirrorsOf(rule) : []).map(({ to, percent }) => ({
    percent,
    ...reach(world, { ...caller, request }, to, port),
  }));
  return {
    ...named,
    timeout: rule?.timeout === undefined ? 'none' : normalizeDuration(rule.timeout),
    retries: readRetries(rule?.retries),
    ...(fault ? { fault } : {}),
    ...(copied.length > 0
      ? {
          mirrors: copied.map(({ destination }) => destination.cluster),
          copies: copied.map(({ percent, destination }) => ({ percent, destination })),
        }
      : {}),
    destinations: reached.map(({ destination }) => destination),
    notModelled: uniqueNotModelled([
      ...leftOut,
      ...(rule?.corsPolicy && isPreflight(caller.request)
        ? [{ object: rule.writtenIn, path: `${rule.path}.corsPolicy` }]
        : []),
      ...[...reached, ...copied].flatMap(({ notModelled }) => notModelled),
    ]),
  };
}

/** Of several destinations those without weight get nothing; the weight of a single one is ignored. */
export function weighted(
  targets: readonly WeightedDestination[],
): { to: WeightedDestination; weight?: number }[] {
  return targets.length > 1
    ? targets.filter(to => to.weight).map(to => ({ to, weight: to.weight }))
    : targets.map(to => ({ to }));
}

/** A browser's question before a call: with a corsPolicy the caller's own sidecar or gateway may answer it. */
function isPreflight(request: Caller['request']): boolean {
  return (
    request?.method === 'OPTIONS' &&
    request.headers.has('origin') &&
    request.headers.has('access-control-request-method')
  );
}

type Rule = NonNullable<Route['rule']>;

/** A rule that the caller's sidecar answers by itself. */
function ownAnswer({ redirect, directResponse }: Rule): string | undefined {
  if (redirect) {
    return `redirect ${redirect.redirectCode || 301}`;
  }
  return directResponse && `direct response ${directResponse.status}`;
}

/** Where copies go, and of how many calls in a hundred (istio route.go, MirrorPercent). */
function mirrorsOf({ mirror, mirrorPercentage, mirrorPercent, mirrors = [] }: Rule) {
  const percent = mirrorPercentage ? (mirrorPercentage.value ?? 0) : (mirrorPercent ?? 100);
  const several = mirrors.map(({ destination, percentage }) => ({
    to: destination,
    percent: percentage ? (percentage.value ?? 0) : 100,
  }));
  return [{ to: mirror, percent }, ...several].flatMap(({ to, percent: part }) =>
    to && part > 0 ? [{ to, percent: part }] : [],
  );
}

/**
 * Fields of the rule that matched, conditions of any rule (they decide which one matches), and fields of its objects
 * outside of their rules.
 */
function rulesNotModelled({ rule, virtualService }: Route): NotModelled[] {
  const ofRule = (rule?.notModelled ?? []).filter(
    ({ path }) => isOutsideOfRules(path) || isCondition(path) || path.startsWith(`${rule?.path}.`),
  );
  const ofRoot = (virtualService?.source.notModelled ?? []).filter(
    ({ path }) => isOutsideOfRules(path) || isCondition(path),
  );
  return [...ofRule, ...ofRoot];
}

/** Conditions that are not modelled, of the rules that a call was compared with. */
export function conditionsNotModelled(routes: readonly Route[]): NotModelled[] {
  return routes.flatMap(({ rule }) =>
    (rule?.notModelled ?? []).filter(({ path }) => isCondition(path)),
  );
}

function isOutsideOfRules(path: string): boolean {
  return !/^spec\.(http|tcp|tls)\./.test(path);
}

function isCondition(path: string): boolean {
  return /^spec\.http\.\d+\.match\./.test(path);
}
