import { AMBIENT_LABEL } from '../simulate/workloads';
import { resolveHost } from '../simulate/hosts';
import type { DestinationRuleSpec } from '../simulate/istioTypes';
import type { IstioObject, LintContext } from './LintContext';
import { isForMesh, meshHosts } from './httpRules';
import type { LintObject } from './LintObject';

export const WAYPOINT_LABEL = 'istio.io/use-waypoint';

function namespaceNamed(context: LintContext, name: string): LintObject | undefined {
  return context.object(`Namespace//${name}`);
}

/** Whether the pods of a namespace are in ambient mode and have no sidecars by the namespace's labels. */
export function isAmbient(context: LintContext, namespace: string): boolean {
  return (
    namespaceNamed(context, namespace)?.labels[AMBIENT_LABEL] === 'ambient' &&
    context.world.injects(namespace) !== true
  );
}

/** A rule that only a waypoint can carry out in ambient mode, and the service that it is for. */
export interface WaypointRule {
  object: IstioObject<'VirtualService'> | IstioObject<'DestinationRule'>;
  path: string;
  service: { name: string; namespace: string };
  hasWaypoint: boolean;
}

/** Rules above TCP for services in ambient namespaces that are among the documents. */
export function waypointRules(context: LintContext): readonly WaypointRule[] {
  return context.once('waypoint rules', () => {
    const virtualServices = context
      .istio('VirtualService')
      .filter(object => isForMesh(object) && (object.spec.http ?? object.spec.tls ?? []).length > 0)
      .flatMap(object =>
        meshHosts(object).map((host, index) => ({ object, host, path: `spec.hosts.${index}` })),
      );
    const destinationRules = context
      .istio('DestinationRule')
      .filter(({ spec }) => isAboveTcp(spec))
      .map(object => ({
        object,
        host: resolveHost(object.spec.host, object.namespace),
        path: 'spec.host',
      }));
    return [...virtualServices, ...destinationRules].flatMap(({ object, host, path }) => {
      const [name, namespace, kind] = host.split('.');
      return kind === 'svc' && isAmbient(context, namespace)
        ? [
            {
              object,
              path,
              service: { name, namespace },
              hasWaypoint: hasWaypoint(context, name, namespace),
            },
          ]
        : [];
    });
  });
}

/** The label of the Service counts before that of the Namespace; `none` opts out. */
export function hasWaypoint(context: LintContext, name: string, namespace: string): boolean {
  const label =
    context.object(`Service/${namespace}/${name}`)?.labels[WAYPOINT_LABEL] ??
    namespaceNamed(context, namespace)?.labels[WAYPOINT_LABEL];
  return label !== undefined && label !== '' && label !== 'none';
}

function isAboveTcp({ trafficPolicy, subsets = [] }: DestinationRuleSpec): boolean {
  return [trafficPolicy, ...subsets.map(subset => subset.trafficPolicy)].some(policy =>
    [policy, ...(policy?.portLevelSettings ?? [])].some(
      each => each?.outlierDetection ?? each?.connectionPool?.http,
    ),
  );
}
