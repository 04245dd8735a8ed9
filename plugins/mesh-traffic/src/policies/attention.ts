import { PolicySummary } from 'backstage-plugin-mesh-traffic-common';

/** True when somebody should look at the policy: it cannot be read well, or its files were edited by hand. */
export function needsAttention(policy: PolicySummary): boolean {
  return policy.diagnostics.errors > 0 || policy.drift > 0;
}

/** Finds policies by parts of mesh, namespace or service. */
export function matches(policy: PolicySummary, searchText: string): boolean {
  const { mesh, namespace, service } = policy.service;
  return `${mesh} ${namespace}/${service}`.includes(searchText.trim().toLowerCase());
}
