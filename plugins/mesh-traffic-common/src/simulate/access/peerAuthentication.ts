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
  workload: Pick<Workload, 'namespace' | 'labels'>,
  port: number,
  rootNamespace: string,
): Mode {
  const own =
    workload.namespace === rootNamespace
      ? undefined
      : indexOf(policies)
          .selecting.get(workload.namespace)
          ?.find(({ spec }) => selects(spec.selector?.matchLabels, workload.labels));
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
  const { wide } = indexOf(policies);
  const mode = (of: string) => modeOf(wide.get(of)?.spec.mtls?.mode);
  return mode(namespace) ?? mode(rootNamespace);
}

/** By namespace: the oldest policy for all of it, and those for some of its workloads, oldest first. */
interface Index {
  wide: Map<string, Policies[number]>;
  selecting: Map<string, Policies[number][]>;
}

/** One per mesh, since every call to every pod asks. */
const indexes = new WeakMap<Policies, Index>();

function indexOf(policies: Policies): Index {
  const known = indexes.get(policies);
  if (known) return known;
  const index: Index = { wide: new Map(), selecting: new Map() };
  for (const policy of policies) {
    const { namespace, spec } = policy;
    if (hasSelector(spec)) {
      const before = index.selecting.get(namespace);
      if (before) before.push(policy);
      else index.selecting.set(namespace, [policy]);
    } else if (!index.wide.has(namespace)) {
      index.wide.set(namespace, policy);
    }
  }
  indexes.set(policies, index);
  return index;
}

function hasSelector(spec: PeerAuthenticationSpec): boolean {
  return Object.keys(spec.selector?.matchLabels ?? {}).length > 0;
}

function modeOf(mode: string | undefined): Mode | undefined {
  return mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE' ? mode : undefined;
}
