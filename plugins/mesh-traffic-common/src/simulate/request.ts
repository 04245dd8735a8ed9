import type { Call } from './types';

/** A call's HTTP side, taken apart once. */
export interface HttpRequest {
  /** `https` at gateways that end TLS. */
  scheme: 'http' | 'https';
  /** Host header. */
  authority: string;
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  /** By lower-case name. */
  headers: Map<string, string>;
}

export function readRequest(call: Call, scheme: HttpRequest['scheme'] = 'http'): HttpRequest {
  const [path, ...query] = (call.path ?? '/').split('#')[0].split('?');
  return {
    scheme,
    authority: call.host,
    method: call.method ?? 'GET',
    path: normalizePath(path),
    query: new URLSearchParams(query.join('?')),
    headers: new Map(
      Object.entries(call.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  };
}

/**
 * The path that rules see: `.` and `..` are resolved and a backslash is a slash, `//` stays (Istio's default,
 * meshConfig.pathNormalization BASE; envoy normalize_path).
 */
function normalizePath(path: string): string {
  if (!/\\|\/(?:\.|%2e)/i.test(path)) {
    return path;
  }
  const segments = path.replace(/\\/g, '/').split('/');
  const kept: string[] = [];
  segments.forEach((segment, index) => {
    const plain = segment.replace(/%2e/gi, '.');
    const isLast = index === segments.length - 1;
    if (plain !== '.' && plain !== '..') {
      kept.push(segment);
      return;
    }
    // The first entry stands before the leading slash.
    if (plain === '..' && kept.length > 1) {
      kept.pop();
    }
    if (isLast) {
      kept.push('');
    }
  });
  return kept.join('/');
}
