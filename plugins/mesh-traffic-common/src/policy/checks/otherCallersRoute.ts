import { Check, finding } from './Check';

/** MT1106: versions are declared, and nothing says which of them all other callers get. */
export const otherCallersRoute: Check = ({ spec }) => {
  const versions = Object.keys(spec.versions).sort();
  const { route, ring } = spec.otherCallers;
  if (versions.length === 0 || route || ring !== undefined || spec.rollout) return [];
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
