import { Manifest } from '../../kubernetes/manifest';
import { Context } from '../Context';
import { pinnedService } from '../destinations';
import { manifestOf } from '../manifestOf';
import { workloadLabels } from '../workloadLabels';

/** A Service per fixed version beside a rollout: Flagger's own Services know no versions. */
export function pinnedServices(context: Context): Manifest[] {
  const { versions, service, rollout } = context.policy.spec;
  if (!rollout) return [];
  return Object.keys(versions)
    .sort()
    .map(version => {
      const { labels } = versions[version];
      const selector = { ...workloadLabels(context) };
      for (const key of Object.keys(labels).sort()) selector[key] = labels[key];
      return manifestOf(
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
            selector,
            ports: service.ports.map(({ name, number, protocol, targetPort }) => ({
              name,
              port: number,
              targetPort: targetPort ?? number,
              protocol: 'TCP',
              appProtocol: protocol,
            })),
          },
        },
      );
    });
}
