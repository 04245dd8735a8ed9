import type {
  AuthorizationPolicySpec,
  EnvoyFilterSpec,
  PeerAuthenticationSpec,
} from '../simulate/istioTypes';

/** The labels of the pods that an object binds; undefined when it binds all of its namespace. */
export function podLabels(
  spec: AuthorizationPolicySpec | PeerAuthenticationSpec | EnvoyFilterSpec,
): Record<string, string> | undefined {
  if ('workloadSelector' in spec) {
    return spec.workloadSelector?.labels;
  }
  return 'selector' in spec ? spec.selector?.matchLabels : undefined;
}
