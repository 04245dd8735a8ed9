const SET_BY_PROXIES =
  /^(x-forwarded-(client-cert|for|proto|host|port)|x-request-id|x-envoy-.*|x-b3-.*|traceparent)$/i;

/** Headers that sidecars and gateways set themselves, so that a server sees more than was sent. */
export function isSetByProxies(header: string): boolean {
  return SET_BY_PROXIES.test(header);
}
