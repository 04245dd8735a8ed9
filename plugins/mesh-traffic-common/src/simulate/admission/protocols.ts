/** Protocols of ports in Gateways, Sidecars and ServiceEntries (istio pkg/config/protocol). */
const HTTP = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB', 'HBONE']);
const TLS = new Set(['HTTPS', 'TLS']);
const OTHERS = new Set(['TCP', 'UDP', 'MONGO', 'REDIS', 'MYSQL', 'DOUBLE-HBONE']);

/** What Istio does with a port: read HTTP, read a TLS handshake, or hand bytes on; undefined for an unknown name. */
export function protocolClass(name: string | undefined): 'http' | 'tls' | 'tcp' | undefined {
  const upper = (name ?? '').toUpperCase();
  if (HTTP.has(upper)) {
    return 'http';
  }
  if (TLS.has(upper)) {
    return 'tls';
  }
  return OTHERS.has(upper) ? 'tcp' : undefined;
}

/** What the webhook says against the number of a port. */
export function portErrors(number: number | undefined): string[] {
  const port = number ?? 0;
  return Number.isInteger(port) && port >= 1 && port <= 65_535
    ? []
    : [`port number ${port} must be in the range 1..65535`];
}
