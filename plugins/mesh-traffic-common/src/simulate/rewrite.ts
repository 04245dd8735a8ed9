import type { HeaderOperations, HttpMatch, HttpRoute } from './istioTypes';
import type { HttpRequest } from './request';

/** The request after a rule's rewrite and header changes: what the server sees. */
export function rewriteRequest(
  request: HttpRequest,
  rule: HttpRoute,
  match: HttpMatch | undefined,
): HttpRequest {
  const { rewrite } = rule;
  const uri = rewrite?.uri;
  return changeHeaders(
    {
      ...request,
      path: uri ? rewritePath(request.path, uri, match) : request.path,
      authority: rewrite?.authority || request.authority,
    },
    rule.headers,
  );
}

/** A prefix is replaced, an exact path or one found by regex wholly (envoy router, prefix_rewrite). */
function rewritePath(path: string, uri: string, match: HttpMatch | undefined): string {
  const condition = match?.uri;
  if (condition?.exact !== undefined || condition?.regex !== undefined) {
    return uri;
  }
  return uri + path.slice((condition?.prefix ?? '/').length);
}

/** Applies `headers.request` of a rule or of one of its destinations; `host` changes the authority. */
export function changeHeaders(
  request: HttpRequest,
  operations: HeaderOperations | undefined,
): HttpRequest {
  const { set = {}, add = {}, remove = [] } = operations?.request ?? {};
  const headers = new Map(request.headers);
  let { authority } = request;
  for (const [name, value] of Object.entries(set)) {
    if (isAuthority(name)) {
      authority = value;
    } else {
      headers.set(name.toLowerCase(), value);
    }
  }
  for (const [name, value] of Object.entries(add)) {
    const known = headers.get(name.toLowerCase());
    if (isAuthority(name)) {
      authority = value;
    } else {
      headers.set(name.toLowerCase(), known === undefined ? value : `${known},${value}`);
    }
  }
  remove.forEach(name => headers.delete(name.toLowerCase()));
  return { ...request, authority, headers };
}

function isAuthority(name: string): boolean {
  return /^(:authority|host)$/i.test(name);
}
