import { Diagnostic } from '../../diagnostic';
import { RoutingPolicy } from '../schema';
import { Check, finding } from './Check';

/** MT1106, MT1164: several kinds of pods, and nothing says which of them all other callers get. */
export const otherCallersRoute: Check = policy => {
  const { spec } = policy;
  if (spec.rollout) return besideRollout(policy);
  const versions = Object.keys(spec.versions).sort();
  const { route, ring } = spec.otherCallers;
  if (versions.length === 0 || route || ring !== undefined) return [];
  return [
    finding(
      'MT1106',
      'error',
      'spec.otherCallers',
      'All other callers have no route: they would get all versions mixed.',
      'Give spec.otherCallers a route.',
      {
        source: 'istio pilot/pkg/networking/core/route/route.go (1.30)',
        cures: versions.map(version => ({
          label: `Send them to ${version}`,
          patch: { spec: { otherCallers: { route: { [version]: 100 } } } },
        })),
      },
    ),
  ];
};

/**
 * The Service itself may hold the pods of every ring and version; only where a ring's workload is called like it
 * does Flagger point it at the promoted ones. Its selector is not known here, so this may be right.
 */
function besideRollout({ spec, metadata }: RoutingPolicy): Diagnostic[] {
  const { route, ring } = spec.otherCallers;
  const rings = spec.rollout?.rings ?? {};
  const isApex = Object.values(rings).some(({ workload }) => workload.name === metadata.name);
  if (route || ring !== undefined || isApex) return [];
  return [
    finding(
      'MT1164',
      'warning',
      'spec.otherCallers',
      `All other callers have neither route nor ring: they get whatever pods the Service ${metadata.name} selects, also new versions that no release has proved.`,
      'Give spec.otherCallers a ring or a route, unless the Service selects the promoted pods of one ring only.',
      {
        cures: Object.keys(rings)
          .sort()
          .filter(
            name => !rings[name].prepare && !rings[name].abTest && !rings[name].sessionAffinity,
          )
          .map(name => ({
            label: `Let them follow the ring ${name}`,
            patch: { spec: { otherCallers: { ring: name } } },
          })),
      },
    ),
  ];
}
