import { namespaceOfExposure } from '../../policy/checks/limits';
import { namespaceOfPrincipal } from '../../policy/fields/accessControl';
import { RateLimit } from '../../policy/fields/rateLimit';
import { Context } from '../Context';
import { speaksGrpc } from '../monitoring/outcomes';

/** How many calls one caller may send; without a limit it has a bucket of its own that never runs dry. */
export interface CallerLimit {
  namespace: string;
  limit?: RateLimit;
}

/** All limits of a policy, settled. */
export interface LimitPlan {
  /** Callers with a bucket of their own, by name. */
  callers: CallerLimit[];
  /** The limit of everybody else; absent: none. */
  others?: RateLimit;
  /** Whether everybody else shares one bucket or gets one each. */
  unlisted: 'shared' | 'each';
  scope: 'perPod' | 'global';
  /** Whether gRPC callers are told RESOURCE_EXHAUSTED: UNAVAILABLE, Envoy's own, is tried again by default. */
  grpc: boolean;
}

/** Gathers the limits; undefined when there are none. */
export function limitPlan({ policy }: Context): LimitPlan | undefined {
  const { spec, metadata } = policy;
  const limits = new Map<string, RateLimit | undefined>();
  for (const [namespace, { rateLimit }] of Object.entries(spec.callers)) {
    if (rateLimit) limits.set(namespace, rateLimit);
  }
  for (const entry of spec.exposure) {
    if (entry.rateLimit) {
      limits.set(namespaceOfExposure(entry, metadata.namespace), entry.rateLimit);
    }
  }
  const others = spec.otherCallers.rateLimit;
  if (limits.size === 0 && !others) return undefined;
  if (others) {
    // Named callers without a limit, gateways, scrapers and the load tester must not use up what is meant for strangers.
    const named = [
      ...Object.keys(spec.callers),
      ...Object.values(spec.rollout?.rings ?? {}).flatMap(({ callers }) => callers ?? []),
      ...spec.exposure.map(entry => namespaceOfExposure(entry, metadata.namespace)),
      ...(spec.accessControl?.gateways ?? []).map(namespaceOfPrincipal),
      ...(spec.accessControl?.also ?? []).flatMap(
        ({ namespace, principal }) =>
          namespace ?? (principal ? namespaceOfPrincipal(principal) : []),
      ),
      ...(spec.rollout?.loadTester ? [spec.rollout.loadTester.namespace] : []),
    ];
    for (const namespace of named) {
      if (!limits.has(namespace)) limits.set(namespace, undefined);
    }
  }
  return {
    callers: [...limits.keys()].sort().map(namespace => {
      const limit = limits.get(namespace);
      return limit ? { namespace, limit } : { namespace };
    }),
    ...(others && { others }),
    unlisted: spec.rateLimiting?.unlistedCallers ?? 'shared',
    scope: spec.rateLimiting?.scope ?? 'perPod',
    grpc: speaksGrpc(spec.service),
  };
}
