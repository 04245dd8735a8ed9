import type { Admitted } from '../admission/admit';
import type { PeerAuthenticationSpec } from '../istioTypes';
import { type Workload, selects } from '../workloads';

export type Mode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

type Policies = readonly Admitted<PeerAuthenticationSpec>[];

/**
 * The mutual TLS mode of a workload's port. The oldest policy of each level counts: workload, namespace, mesh; a level
 * without a mode inherits (istio pilot/pkg/security/authn/policy_applier.go, ComposePeerAuthentication).
 */
export function mtlsMode(
  policies: Policies,
  workload: Workload,
  port: number,
  rootNamespace: string,
): Mode {
  const own =
    workload.namespace === rootNamespace
      ? undefined
      : policies.find(
          ({ namespace, spec }) =>
            namespace === workload.namespace &&
            hasSelector(spec) &&
            selects(spec.selector?.matchLabels, workload.labels),
        );
  const outer = namespaceMode(policies, workload.namespace, rootNamespace) ?? 'PERMISSIVE';
  const whole = modeOf(own?.spec.mtls?.mode) ?? outer;
  return modeOf(own?.spec.portLevelMtls?.[String(port)]?.mode) ?? whole;
}

/** The mode of a namespace as a whole; undefined when neither it nor the mesh sets one. */
export function namespaceMode(
  policies: Policies,
  namespace: string,
  rootNamespace: string,
): Mode | undefined {
  const wide = (of: string) =>
    policies.find(each => each.namespace === of && !hasSelector(each.spec))?.spec.mtls?.mode;
  return modeOf(wide(namespace)) ?? modeOf(wide(rootNamespace));
}

function hasSelector(spec: PeerAuthenticationSpec): boolean {
  return Object.keys(spec.selector?.matchLabels ?? {}).length > 0;
}

function modeOf(mode: string | undefined): Mode | undefined {
  return mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE' ? mode : undefined;
}
