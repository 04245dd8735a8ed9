import { Manifest, manifestIdentity } from '../kubernetes/manifest';
import { canaryView } from './CanaryView';
import { flaggerDestinationRules, flaggerVirtualService } from './flaggerRoutes';
import { flaggerServices } from './flaggerServices';
import { AT_REST, FlaggerState } from './FlaggerState';
import { flaggerWorkloads } from './flaggerWorkloads';
import { selectorLabel } from './selectorLabel';

/** What is known about the Canaries among the manifests; without it they are at rest. */
export interface ExpandOptions {
  /** By `namespace/name` of the Canary. */
  states?: Record<string, FlaggerState>;
  /** The target of a Canary as it was promoted last, by `namespace/name` of the Canary. */
  promoted?: Record<string, Manifest>;
}

/**
 * Adds what Flagger makes of the Canaries among the manifests, and replaces what it takes over: the effective
 * manifests, the ones that calls meet in a cluster. Targets are found among the manifests; without one there are
 * no pods. Before a Canary is initialized Flagger makes none of it. Agrees with Flagger 1.44 step by step
 * (test/golden/flagger). Not followed: the primary's HorizontalPodAutoscaler, which changes how many pods answer and
 * not where calls go.
 */
export function expand(manifests: readonly Manifest[], options: ExpandOptions = {}): Manifest[] {
  const effective = new Map(manifests.map(manifest => [manifestIdentity(manifest), manifest]));
  for (const canary of manifests) {
    if (canary.kind !== 'Canary' || !canary.apiVersion.startsWith('flagger.app/')) continue;
    const id = `${canary.metadata.namespace}/${canary.metadata.name}`;
    const state = options.states?.[id] ?? AT_REST;
    for (const made of expandCanary(canary, state, effective, options.promoted?.[id])) {
      effective.set(manifestIdentity(made), made);
    }
  }
  return [...effective.values()];
}

function expandCanary(
  canary: Manifest,
  state: FlaggerState,
  present: ReadonlyMap<string, Manifest>,
  promoted: Manifest | undefined,
): Manifest[] {
  const view = canaryView(canary);
  const workload = present.get(`apps/${view.targetKind}/${view.namespace}/${view.target}`);
  const label = selectorLabel(workload, view.target);
  if (!label || state.phase === 'Initializing') return [];
  return [
    ...flaggerServices(
      view,
      label,
      workload,
      present.get(`/Service/${view.namespace}/${view.apex}`),
    ),
    ...(workload ? flaggerWorkloads(view, state, label, workload, promoted ?? workload) : []),
    ...flaggerDestinationRules(view),
    flaggerVirtualService(view, state),
  ];
}
