import { fullMatch } from '../regex/fullMatch';
import type { HttpMatch, StringMatch } from '../istioTypes';
import type { HttpRequest } from '../request';

/** Whether a request meets a condition, as Envoy evaluates the route that Istio makes of it. */
export function matchesRequest(match: HttpMatch | undefined, request: HttpRequest): boolean {
  if (!match) {
    return true;
  }
  return (
    matchesPath(match.uri, request.path, Boolean(match.ignoreUriCase)) &&
    matchesText(match.method, request.method) &&
    matchesText(match.authority, request.authority) &&
    matchesText(match.scheme, request.scheme) &&
    Object.entries(match.headers ?? {}).every(([name, condition]) =>
      matchesValue(condition, request.headers.get(name.toLowerCase())),
    ) &&
    Object.entries(match.withoutHeaders ?? {}).every(
      ([name, condition]) => !matchesUnwanted(condition, request.headers.get(name.toLowerCase())),
    ) &&
    Object.entries(match.queryParams ?? {}).every(([name, condition]) =>
      matchesValue(condition, request.query.get(name) ?? undefined),
    )
  );
}

/**
 * True when the condition asks nothing of the request, so that no later rule is reached (istio route.go,
 * IsCatchAllRoute).
 */
export function isCatchAll(match: HttpMatch | undefined): boolean {
  if (!match) {
    return true;
  }
  const { uri } = match;
  const anyPath =
    !uri ||
    uri.prefix === '/' ||
    uri.regex === '.*' ||
    (uri.prefix === undefined && uri.regex === undefined && uri.exact === undefined);
  return (
    anyPath &&
    !match.method &&
    !match.authority &&
    !match.scheme &&
    isEmpty(match.headers) &&
    isEmpty(match.withoutHeaders) &&
    isEmpty(match.queryParams)
  );
}

/** The query is no part of the path; a regex ignores `ignoreUriCase`. */
function matchesPath(uri: StringMatch | undefined, path: string, ignoreCase: boolean): boolean {
  if (!uri) {
    return true;
  }
  if (uri.regex !== undefined) {
    return fullMatch(uri.regex, path);
  }
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  if (uri.exact !== undefined) {
    return fold(path) === fold(uri.exact);
  }
  return fold(path).startsWith(fold(uri.prefix ?? '/'));
}

function matchesText(condition: StringMatch | undefined, value: string): boolean {
  return !condition || matchesValue(condition, value);
}

function matchesValue(condition: StringMatch, value: string | undefined): boolean {
  if (value === undefined) {
    return false;
  }
  if (asksPresence(condition)) {
    return true;
  }
  if (condition.exact !== undefined) {
    return value === condition.exact;
  }
  if (condition.prefix !== undefined) {
    return value.startsWith(condition.prefix);
  }
  return fullMatch(condition.regex ?? '', value);
}

/** For `withoutHeaders` a missing header counts as an empty one, unless the condition asks for presence. */
function matchesUnwanted(condition: StringMatch, value: string | undefined): boolean {
  return matchesValue(condition, asksPresence(condition) ? value : (value ?? ''));
}

function asksPresence(condition: StringMatch): boolean {
  return (
    condition.regex === '*' ||
    (condition.exact === undefined &&
      condition.prefix === undefined &&
      condition.regex === undefined)
  );
}

function isEmpty(map: Record<string, unknown> | undefined): boolean {
  return Object.keys(map ?? {}).length === 0;
}
