import { Entity } from '@backstage/catalog-model';
import { ServiceMapping } from './api/refs';

/** `<namespace>/<service>`: the Kubernetes Service that an entity stands for. */
export const SERVICE_ANNOTATION = 'mesh-traffic/service';
/** Name of the mesh, where an entity's service is not in the first one configured. */
export const MESH_ANNOTATION = 'mesh-traffic/mesh';

/** Annotations of other tools that also say it, in the order in which they are asked. */
const NAMESPACE_ANNOTATIONS = ['kiali.io/namespace', 'backstage.io/kubernetes-namespace'];
const NAME_ANNOTATIONS = ['backstage.io/kubernetes-id'];

const DNS_1123_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Outcome of {@link mapEntity}: the service, or why there is none, in one sentence for the page. */
export type EntityMapping =
  { mapped: true; mapping: ServiceMapping } | { mapped: false; reason: string; help: string };

/**
 * Finds the Kubernetes Service that a catalog entity stands for.
 *
 * @param entity - the catalog entity
 * @param meshes - names of the configured meshes, the default first
 */
export function mapEntity(entity: Entity, meshes: readonly string[]): EntityMapping {
  if (meshes.length === 0) {
    return {
      mapped: false,
      reason: 'No mesh is configured in this Backstage.',
      help: 'Ask the platform team to set meshTraffic.meshes.',
    };
  }
  const annotations = entity.metadata.annotations ?? {};
  const mesh = annotations[MESH_ANNOTATION] ?? meshes[0];
  if (!meshes.includes(mesh)) {
    return {
      mapped: false,
      reason: `The mesh "${mesh}" is not configured.`,
      help: `Set ${MESH_ANNOTATION} to one of: ${meshes.join(', ')}.`,
    };
  }
  const own = annotations[SERVICE_ANNOTATION];
  if (own !== undefined) {
    const [namespace, service, ...rest] = own.split('/');
    if (rest.length > 0 || !isLabel(namespace) || !isLabel(service)) {
      return {
        mapped: false,
        reason: `${SERVICE_ANNOTATION} is "${own}", which is not <namespace>/<service>.`,
        help: 'Write the Kubernetes namespace and the name of the Service, for example shared-services/backend.',
      };
    }
    const mappedBy = [
      SERVICE_ANNOTATION,
      ...(annotations[MESH_ANNOTATION] ? [MESH_ANNOTATION] : []),
    ];
    return { mapped: true, mapping: { mesh, namespace, service, mappedBy } };
  }
  const byNamespace = NAMESPACE_ANNOTATIONS.find(name => isLabel(annotations[name]));
  const byName = NAME_ANNOTATIONS.find(name => isLabel(annotations[name]));
  if (byNamespace && byName) {
    return {
      mapped: true,
      mapping: {
        mesh,
        namespace: annotations[byNamespace],
        service: annotations[byName],
        mappedBy: [byNamespace, byName],
      },
    };
  }
  return {
    mapped: false,
    reason: 'This component says nothing about the Kubernetes Service it stands for.',
    help: `Add the annotation ${SERVICE_ANNOTATION}: <namespace>/<service> to its catalog-info.yaml.`,
  };
}

/**
 * Catalog filters, one of which matches every entity that may stand for a service: candidates, which
 * {@link mapEntity} decides about.
 */
export function candidatesFor({
  namespace,
  service,
}: Pick<ServiceMapping, 'namespace' | 'service'>): Array<Record<string, string>> {
  return [
    { [`metadata.annotations.${SERVICE_ANNOTATION}`]: `${namespace}/${service}` },
    ...NAME_ANNOTATIONS.map(name => ({ [`metadata.annotations.${name}`]: service })),
  ];
}

function isLabel(text: string | undefined): text is string {
  return text !== undefined && DNS_1123_LABEL.test(text);
}
