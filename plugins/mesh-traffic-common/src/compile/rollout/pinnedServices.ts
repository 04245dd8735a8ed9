import { Manifest } from '../../kubernetes/manifest';
import { Context } from '../Context';
import { pinnedService } from '../destinations';
import { manifestOf } from '../manifestOf';
import { workloadLabels } from '../workloadLabels';

/**
 * A Service per fixed version beside a rollout: Flagger's own Services know no versions. Those that retire stay
 * for one change, also where the rollout is gone.
 */
export function pinnedServices(context: Context): Manifest[] {
  const selectors = selectorsOf(context);
  return [...selectors.keys()].sort().map(version =>
    manifestOf(
      {
        apiVersion: 'v1',
        kind: 'Service',
        name: pinnedService(context.service, version),
        namespace: context.namespace,
        policy: context.owner,
        wave: '0',
      },
      {
        spec: {
          selector: selectors.get(version),
          ports: context.policy.spec.service.ports.map(
            ({ name, number, protocol, targetPort }) => ({
              name,
              port: number,
              targetPort: targetPort ?? number,
              protocol: 'TCP',
              appProtocol: protocol,
            }),
          ),
        },
      },
    ),
  );
}

function selectorsOf(context: Context): Map<string, Record<string, string>> {
  const { versions, rollout, retiring } = context.policy.spec;
  const selectors = new Map<string, Record<string, string>>();
  for (const version of rollout ? Object.keys(versions) : []) {
    selectors.set(version, { ...workloadLabels(context), ...sorted(versions[version].labels) });
  }
  for (const { version, labels } of retiring) {
    if (version === undefined || !labels || selectors.has(version)) continue;
    selectors.set(version, sorted(labels));
  }
  return selectors;
}

function sorted(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(labels)
      .sort()
      .map(key => [key, labels[key]]),
  );
}
