import { resolveHost } from '../simulate/hosts';
import type { PortTrafficPolicy } from '../simulate/istioTypes';
import type { IstioObject, LintContext } from './LintContext';

/** A block of settings in a DestinationRule. */
export interface WrittenPolicy {
  object: IstioObject<'DestinationRule'>;
  /** The rule's host, completed. */
  host: string;
  policy: PortTrafficPolicy;
  /** For example `spec.subsets.1.trafficPolicy`. */
  path: string;
  /** Absent for the rule as a whole. */
  subset?: { name: string; labels?: Record<string, string> };
}

/** Every trafficPolicy of the DestinationRules that the cluster accepts, those for single ports included. */
export function trafficPolicies(context: LintContext): readonly WrittenPolicy[] {
  return context.once('traffic policies', () => readTrafficPolicies(context));
}

function readTrafficPolicies(context: LintContext): WrittenPolicy[] {
  return context.istio('DestinationRule').flatMap(object => {
    const host = resolveHost(object.spec.host, object.namespace);
    const blocks = [
      { path: 'spec.trafficPolicy', policy: object.spec.trafficPolicy, subset: undefined },
      ...(object.spec.subsets ?? []).map((subset, index) => ({
        path: `spec.subsets.${index}.trafficPolicy`,
        policy: subset.trafficPolicy,
        subset,
      })),
    ];
    return blocks.flatMap(({ path, policy, subset }) =>
      policy
        ? [
            { object, host, policy, path, subset },
            ...(policy.portLevelSettings ?? []).map((settings, index) => ({
              object,
              host,
              policy: settings,
              path: `${path}.portLevelSettings.${index}`,
              subset,
            })),
          ]
        : [],
    );
  });
}
