import { Manifest } from '../../kubernetes/manifest';
import { canWrite } from '../canWrite';
import { Context, hostOf } from '../Context';
import { manifestOf } from '../manifestOf';
import { objectName } from '../names';
import { furtherPorts } from './furtherPorts';
import { ringsOfCaller } from './ringUse';

/**
 * Limits of callers of a ring: DestinationRules in the callers' own namespaces, seen only there, which Istio asks
 * before those that Flagger owns. Calls on further ports go to the apex of the ring, so the limits hold there too.
 * Source: istio pilot/pkg/model/push_context.go, destinationRule (1.30)
 */
export function clientRules(context: Context): Manifest[] {
  const rings = context.policy.spec.rollout?.rings ?? {};
  const roles =
    furtherPorts(context.policy).length > 0 ? ['', '-primary', '-canary'] : ['-primary', '-canary'];
  return context.callers.flatMap(({ id: caller, trafficPolicy }) => {
    if (!trafficPolicy) return [];
    const used = ringsOfCaller(context, caller);
    const path = `spec.callers.${caller}.circuitBreaker`;
    if (used.length === 0 || !canWrite(context, caller, path, `The limit of ${caller}`)) return [];
    return used.flatMap(ring =>
      roles.map(role => {
        const host = `${rings[ring].workload.name}${role}`;
        return manifestOf(
          {
            apiVersion: 'networking.istio.io/v1',
            kind: 'DestinationRule',
            name: objectName(host, context.namespace),
            namespace: caller,
            policy: context.owner,
            wave: '0',
          },
          {
            spec: {
              host: hostOf(host, context.namespace),
              exportTo: ['.'],
              trafficPolicy,
            },
          },
        );
      }),
    );
  });
}
