import { Diagnostic } from '../../diagnostic';
import { finding } from '../../policy/checks/Check';
import { RoutingPolicy } from '../../policy/schema';
import { meshSettings } from '../CompileOptions';
import { contextOf } from '../Context';
import { callersOfRing } from '../rollout/ringUse';

/**
 * MT1259: in rings whose callers Flagger matches itself, its route and our root name the same callers. Flagger
 * follows a change with its next check only, and until then Istio drops the route, or a part of it, as a conflict.
 * Source: istio pilot/pkg/model/virtualservice.go, mergeHTTPRoutes (1.30)
 */
export function matchedRingChanges(before: RoutingPolicy, after: RoutingPolicy): Diagnostic[] {
  const rings = after.spec.rollout?.rings ?? {};
  return Object.keys(rings)
    .sort()
    .flatMap(name => {
      const old = before.spec.rollout?.rings[name];
      if (!old || old.prepare || rings[name].prepare) return [];
      const [was, is] = [matchedCallers(before, name), matchedCallers(after, name)];
      if (JSON.stringify(was) === JSON.stringify(is)) return [];
      return [
        finding(
          'MT1259',
          'warning',
          `spec.rollout.rings.${name}`,
          `Until Flagger follows, up to ${rings[name].pace.interval}, calls in the ring "${name}" may go where all other callers go.`,
          'Merge this when these callers can bear the answers that all others get for a moment.',
          { source: 'istio pilot/pkg/model/virtualservice.go, mergeHTTPRoutes (1.30)' },
        ),
      ];
    });
}

/** Callers that Flagger's own match names; undefined where it has none. */
function matchedCallers(policy: RoutingPolicy, name: string): string[] | undefined {
  const ring = policy.spec.rollout?.rings[name];
  if (!ring?.abTest && !ring?.sessionAffinity) return undefined;
  return callersOfRing(contextOf(policy, meshSettings()), name);
}
