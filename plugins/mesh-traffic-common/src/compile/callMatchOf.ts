import { CallMatch, TextMatch } from '../policy/fields/routes';

/** A route's conditions as Istio's `HTTPMatchRequest`, without the source namespace. */
export function callMatchOf(match: CallMatch): Record<string, unknown> {
  return {
    ...(match.path && { uri: stringMatch(match.path) }),
    ...(match.method && { method: methodMatch(match.method) }),
    ...(match.headers && {
      headers: headerMatches(match.headers),
    }),
    ...(match.port !== undefined && { port: match.port }),
  };
}

/** By name, in the lower case that Istio asks for. */
export function headerMatches(headers: Record<string, TextMatch>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(headers)
      .sort()
      .map(name => [name.toLowerCase(), stringMatch(headers[name])]),
  );
}

/** Istio's `StringMatch`; exactly one of the three. */
function stringMatch(match: TextMatch): Record<string, string> {
  if (match.exact !== undefined) return { exact: match.exact };
  if (match.prefix !== undefined) return { prefix: match.prefix };
  return { regex: match.regex ?? '' };
}

function methodMatch(methods: string[]): Record<string, string> {
  return methods.length === 1 ? { exact: methods[0] } : { regex: methods.join('|') };
}
