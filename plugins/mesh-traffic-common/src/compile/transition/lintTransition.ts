import { Diagnostic } from '../../diagnostic';
import { Manifest, manifestKey } from '../../kubernetes/manifest';
import { finding } from '../../policy/checks/Check';
import { deepEqual } from '../../deepEqual';
import { RoutingPolicy } from '../../policy/schema';
import { compile } from '../compile';
import { CompileOptions, meshSettings } from '../CompileOptions';
import { contextOf } from '../Context';
import { matchedRingChanges } from './matchedRingChanges';
import { heldSubsets, routeReferences, serviceSelectors } from './references';
import { relabelled } from './relabelled';
import { retiringAfter } from './retiringAfter';

/**
 * What goes wrong on the way from one policy to another, although each is right by itself: objects reach the
 * proxies one after the other, and a release may be under way.
 *
 * @param before - the policy that holds now; undefined for a service without one
 */
export function lintTransition(
  before: RoutingPolicy | undefined,
  after: RoutingPolicy,
  options?: CompileOptions,
): Diagnostic[] {
  if (!before) return stages(undefined, after);
  return [
    ...missingReferences(before, after, options),
    ...stages(before, after),
    ...takeovers(before, after, options),
    ...relabelled(before, after),
    ...matchedRingChanges(before, after),
    ...restarts(before, after, options),
  ];
}

/** MT1250, MT1251: the old routes still hold for a moment, beside the new subsets and Services. */
function missingReferences(
  before: RoutingPolicy,
  after: RoutingPolicy,
  options?: CompileOptions,
): Diagnostic[] {
  const old = compile(before, options).manifests;
  const next = compile(after, options).manifests;
  const held = heldSubsets(next);
  const services = serviceSelectors(next);
  const lost = new Set([...serviceSelectors(old).keys()].filter(host => !services.has(host)));
  const used = routeReferences(old);
  const missing = used.flatMap(({ host, subset }) =>
    subset !== undefined && !lost.has(host) && !held.has(`${host} ${subset}`) ? [subset] : [],
  );
  const hosts = new Set(used.map(({ host }) => host).filter(host => lost.has(host)));
  const keep = () => ({
    cures: [
      {
        label: 'Keep them for one change',
        patch: { spec: { retiring: retiringAfter(before, after, options) } },
      },
    ],
  });
  const found: Diagnostic[] = [];
  if (missing.length > 0) {
    found.push(
      finding(
        'MT1250',
        'error',
        'spec.retiring',
        `Calls would fail for a moment: the old routes use ${missing.sort().join(', ')}, which the new document drops at once.`,
        'Keep them for this change in spec.retiring; the change after leaves them out.',
        { source: 'istio pilot/pkg/xds/ads.go (1.30)', ...keep() },
      ),
    );
  }
  for (const host of hosts) {
    found.push(
      finding(
        'MT1251',
        'error',
        'spec.retiring',
        `Calls would fail for a moment: the old routes use the Service ${host}, which the new document drops at once.`,
        'Keep it for this change in spec.retiring; the change after leaves it out.',
        keep(),
      ),
    );
  }
  return found;
}

/** MT1252, MT1253: into a ring and out of it takes two changes, since its pods come and go with the Canary. */
function stages(before: RoutingPolicy | undefined, after: RoutingPolicy): Diagnostic[] {
  const found: Diagnostic[] = [];
  const known = before ? workloads(before) : new Set<string>();
  const joined = [...workloadsInUse(after)].filter(name => !known.has(name));
  if (joined.length > 0) {
    found.push(
      finding(
        'MT1252',
        'error',
        'spec.rollout',
        `Callers would join the rollout of ${joined.join(', ')}, whose pods do not exist yet.`,
        'Take two changes: first add the ring and leave every caller where it is; when Flagger says Initialized, give the callers their ring.',
        { source: 'flagger pkg/canary/deployment_controller.go (1.44)' },
      ),
    );
  }
  const left = [...(before ? workloadsInUse(before) : [])].filter(
    name => !workloads(after).has(name),
  );
  if (left.length > 0) {
    found.push(
      finding(
        'MT1253',
        'error',
        'spec.rollout',
        `With the ring of ${left.join(', ')} its primary pods go, while callers still use them.`,
        'Take two changes: first give these callers another ring, or a route to pods that Flagger does not own; then remove the ring.',
        { source: 'flagger pkg/controller/finalizer.go (1.44)' },
      ),
    );
  }
  return found;
}

/**
 * MT1257: Flagger takes over the VirtualService and the Service that are called like its Canary, and its own
 * VirtualService goes with the Canary. Source: flagger pkg/router/istio.go (1.44)
 */
function takeovers(
  before: RoutingPolicy,
  after: RoutingPolicy,
  options?: CompileOptions,
): Diagnostic[] {
  const old = compile(before, options).manifests;
  const next = compile(after, options).manifests;
  const source = { source: 'flagger pkg/router/istio.go (1.44)' };
  return [
    ...canariesOn(next, old).map(name =>
      finding(
        'MT1257',
        'error',
        'spec.rollout',
        `Flagger would take over the VirtualService and the Service ${name} while the old routes still stand there.`,
        `Take two changes: first the ring of ${name} with prepare: true, which moves the routes out of the way; then without it.`,
        source,
      ),
    ),
    ...canariesOn(old, next).map(name =>
      finding(
        'MT1257',
        'error',
        'spec.rollout',
        `With the Canary ${name} its VirtualService goes, and the new routes would stand there.`,
        `Take two changes: first set prepare: true at the ring of ${name}, which removes the Canary alone; when the Service ${name} selects its own pods again, remove the ring.`,
        source,
      ),
    ),
  ];
}

/** Names of Canaries among some manifests that VirtualServices among others have too. */
function canariesOn(some: readonly Manifest[], others: readonly Manifest[]): string[] {
  const routes = others.filter(({ kind }) => kind === 'VirtualService');
  return some
    .filter(
      ({ kind, metadata: { name, namespace } }) =>
        kind === 'Canary' &&
        routes.some(({ metadata }) => metadata.name === name && metadata.namespace === namespace),
    )
    .map(({ metadata }) => metadata.name);
}

/** Workloads that have a Canary. */
function workloads({ spec }: RoutingPolicy): Set<string> {
  const rings = Object.values(spec.rollout?.rings ?? {}).filter(({ prepare }) => !prepare);
  return new Set(rings.map(({ workload }) => workload.name));
}

/** Workloads whose ring has callers, by their own rule, a route or a gateway. */
function workloadsInUse(policy: RoutingPolicy): Set<string> {
  const { callers, others } = contextOf(policy, meshSettings());
  const { routes, exposure, rollout } = policy.spec;
  const rings = [...callers, others, ...routes, ...exposure].map(({ ring }) => ring);
  const names = rings.map(ring => rollout?.rings[ring ?? '']?.workload.name);
  return new Set(names.filter(name => name !== undefined).sort());
}

/** MT1254: Flagger starts a release again when `spec.service` of its Canary changes. */
function restarts(
  before: RoutingPolicy,
  after: RoutingPolicy,
  options?: CompileOptions,
): Diagnostic[] {
  if (!before.spec.rollout || !after.spec.rollout) return [];
  const old = new Map(
    compile(before, options)
      .manifests.filter(({ kind }) => kind === 'Canary')
      .map(manifest => [manifestKey(manifest), manifest.spec?.service]),
  );
  return compile(after, options)
    .manifests.filter(
      manifest =>
        old.has(manifestKey(manifest)) &&
        !deepEqual(old.get(manifestKey(manifest)), manifest.spec?.service),
    )
    .map(({ metadata }) =>
      finding(
        'MT1254',
        'warning',
        'spec.rollout',
        `A release of ${metadata.name} that is under way starts again from its first step.`,
        'Merge this when no release is under way.',
        { source: 'flagger pkg/router/istio.go (1.44)' },
      ),
    );
}
