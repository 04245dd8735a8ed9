import { protocolClass } from './admission/protocols';
import type { GatewayServer } from './istioTypes';

/**
 * What a gateway's server reads of connections: HTTP, the name in a TLS handshake that it hands on, or nothing but
 * bytes. Source: istio pkg/config/gateway, IsHTTPServer and IsPassThroughServer; a mode that is not given hands on.
 */
export function whatIsRead({ port, tls }: GatewayServer): 'http' | 'sni' | 'bytes' {
  const protocol = protocolClass(port?.protocol);
  if (protocol === 'http') {
    return 'http';
  }
  if (protocol !== 'tls') {
    return 'bytes';
  }
  if (/PASSTHROUGH$/.test(tls?.mode ?? 'PASSTHROUGH')) {
    return 'sni';
  }
  return port?.protocol?.toUpperCase() === 'HTTPS' ? 'http' : 'bytes';
}
