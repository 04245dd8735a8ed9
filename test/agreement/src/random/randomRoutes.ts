import { CALLERS, DURATIONS, STRANGERS } from './names';
import { Random } from './Random';
import { Fields, present, randomRetries } from './randomRule';

/** Conditions on paths, each with a path that meets it and, where there is one, a path that nearly does. */
export const PATHS: ReadonlyArray<{ condition: Fields; example: string; miss?: string }> = [
  { condition: { exact: '/login' }, example: '/login', miss: '/login/' },
  { condition: { prefix: '/api/' }, example: '/api/orders', miss: '/api' },
  { condition: { prefix: '/a' }, example: '/about', miss: '/A' },
  { condition: { prefix: '/' }, example: '/anything' },
  { condition: { exact: '/' }, example: '/', miss: '/index.html' },
  { condition: { regex: '/v[0-9]+/.*' }, example: '/v2/items', miss: '/old/v2/items' },
  { condition: { regex: '/(login|logout)' }, example: '/logout', miss: '/logout-all' },
];

/** Conditions on header values, each with a value that meets it. */
export const HEADER_VALUES = [
  { condition: 'yes', example: 'yes' },
  { condition: { exact: 'yes, really' }, example: 'yes, really' },
  { condition: { prefix: 'b' }, example: 'beta' },
  { condition: { regex: 'y.*s' }, example: 'yes' },
] as const;

/** Without CONNECT, which has no path and asks a proxy for a tunnel. */
const METHODS = [
  'POST',
  ['GET', 'PUT'],
  ['DELETE', 'PATCH'],
  ['HEAD', 'OPTIONS', 'TRACE'],
] as const;

export function randomHeaders(random: Random): Fields {
  return Object.fromEntries(
    random
      .some(['x-beta', 'X-Tenant'], 1, 2)
      .map(name => [name, random.pick(HEADER_VALUES).condition]),
  );
}

/**
 * Rules by path, header or method.
 *
 * @param home - gives a place to send calls to: route, ring, or nothing for the caller's own
 * @param httpPorts - numbers of the service's HTTP ports
 */
export function randomRoutes(
  random: Random,
  home: () => Fields,
  httpPorts: readonly number[],
): Fields[] {
  return random.some(['api', 'login', 'events'], 1, 3).map(name => {
    const streaming = random.chance(0.2);
    const match = present({
      path: random.maybe(0.6, () => random.pick(PATHS).condition),
      headers: random.maybe(0.3, () => randomHeaders(random)),
      method: random.maybe(0.3, () => random.pick(METHODS)),
      port: random.maybe(0.15, () => random.pick(httpPorts)),
    });
    return present({
      name,
      match: Object.keys(match).length > 0 ? match : { path: { exact: '/only' } },
      callers: random.maybe(0.4, () => random.some([...CALLERS, STRANGERS[0]], 1, 3)),
      ...(random.chance(0.6) ? home() : {}),
      streaming: streaming || undefined,
      timeout: streaming ? undefined : random.maybe(0.4, () => random.pick(DURATIONS)),
      retries: streaming ? undefined : random.maybe(0.3, () => randomRetries(random)),
    });
  });
}
