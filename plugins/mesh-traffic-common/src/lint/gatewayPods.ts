/** Istio's names, the newer first, for the label on pods that it makes of a Gateway of the Gateway API. */
const GATEWAY_NAME = ['gateway.networking.k8s.io/gateway-name', 'istio.io/gateway-name'];

/** Whether labels select pods that Istio makes of a Gateway: no workload among the documents has them. */
export function selectsGatewayPods(labels: Record<string, string> | undefined): boolean {
  return GATEWAY_NAME.some(name => labels?.[name] !== undefined);
}
