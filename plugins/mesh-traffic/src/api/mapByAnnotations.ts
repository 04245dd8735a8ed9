import { Entity } from '@backstage/catalog-model';
import { EntityMapping, MESH_ANNOTATION, mapEntity } from 'backstage-plugin-mesh-traffic-common';

/** Stands for the first configured mesh, whose name only the backend knows. */
const DEFAULT_MESH = 'default';

/**
 * What an entity's annotations say about the Kubernetes Service behind it. Whether the mesh that they name is
 * configured is the backend's knowledge: every name is taken here.
 */
export function mapByAnnotations(entity: Entity): EntityMapping {
  return mapEntity(entity, [entity.metadata.annotations?.[MESH_ANNOTATION] ?? DEFAULT_MESH]);
}
