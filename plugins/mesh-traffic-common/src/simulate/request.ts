import type { Call } from './types';

/** A call's HTTP side, taken apart once. */
export interface HttpRequest {
  /** Host header. */
  authority: string;
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  /** By lower-case name. */
  headers: Map<string, string>;
}

export function readRequest(call: Call): HttpRequest {
  const [path, ...query] = (call.path ?? '/').split('#')[0].split('?');
  return {
    authority: call.host,
    method: call.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    headers: new Map(
      Object.entries(call.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  };
}
