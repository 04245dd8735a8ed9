import { type Shape, harmless, list, map, number, object, text } from './shape';

/** networking.istio.io/v1, ServiceEntry. Source: istio/api networking/v1alpha3/service_entry.proto. */
export const SERVICE_ENTRY_SHAPE: Shape = object({
  hosts: list(text),
  addresses: list(text),
  ports: list(object({ number, protocol: text, name: text, targetPort: number })),
  location: text,
  resolution: text,
  endpoints: list(
    object({
      address: text,
      ports: map(number),
      labels: map(text),
      network: text,
      locality: text,
      weight: harmless,
      serviceAccount: text,
    }),
  ),
  workloadSelector: object({ labels: map(text) }),
  exportTo: list(text),
  subjectAltNames: list(text),
});
