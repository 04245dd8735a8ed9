import type { HttpRequest } from '../request';

/** A call as the server's sidecar sees it. */
export interface ArrivingCall {
  /** Who the certificate names; absent without mutual TLS. */
  identity?: { namespace: string; serviceAccount: string; trustDomain: string };
  /** Absent on TCP ports. */
  request?: HttpRequest;
  /** The pods' port, not the Service's. */
  port: number;
}

/** `<trust domain>/ns/<namespace>/sa/<service account>`; undefined without an identity. */
export function principalOf(call: ArrivingCall): string | undefined {
  const { identity } = call;
  return (
    identity && `${identity.trustDomain}/ns/${identity.namespace}/sa/${identity.serviceAccount}`
  );
}
