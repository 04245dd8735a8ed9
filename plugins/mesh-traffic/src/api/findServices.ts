import { CATALOG_FILTER_EXISTS, CatalogApi, EntityFilterQuery } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityMapping, SERVICE_ANNOTATION } from 'backstage-plugin-mesh-traffic-common';
import { mapByAnnotations } from './mapByAnnotations';

/** A component of the catalog and the Kubernetes Service that it stands for, if it says so. */
export interface FoundService {
  entityRef: string;
  title: string;
  mapping: EntityMapping;
}

/** Services that match a search text; those that map to a mesh come first. */
export interface FoundServices {
  services: FoundService[];
  /** How many more components match than are in `services`. */
  leftOff: number;
}

const FIELDS = ['apiVersion', 'kind', 'metadata'];
const LIMIT = 50;

/**
 * Searches the catalog for components by name or title. Two questions, since a catalog may hold thousands of
 * components of which few map to a mesh: the mapped ones first, then anything that matches.
 */
export async function findServices(
  catalogApi: CatalogApi,
  searchText: string,
): Promise<FoundServices> {
  const mapped = (annotation: string): Record<string, string | symbol> => ({
    kind: 'component',
    [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
  });
  const query = (filter: EntityFilterQuery) =>
    catalogApi.queryEntities({
      filter,
      fields: FIELDS,
      limit: LIMIT,
      orderFields: { field: 'metadata.name', order: 'asc' },
      ...(searchText && {
        fullTextFilter: { term: searchText, fields: ['metadata.name', 'metadata.title'] },
      }),
    });
  const [likely, all] = await Promise.all([
    query([mapped(SERVICE_ANNOTATION), mapped('backstage.io/kubernetes-id')]),
    query({ kind: 'component' }),
  ]);
  const found = new Map<string, FoundService>();
  for (const entity of [...likely.items, ...all.items]) {
    const service = toService(entity);
    found.set(service.entityRef, service);
  }
  const services = [...found.values()].sort(
    (a, b) => Number(b.mapping.mapped) - Number(a.mapping.mapped) || compare(a.title, b.title),
  );
  return { services, leftOff: Math.max(0, all.totalItems - services.length) };
}

function toService(entity: Entity): FoundService {
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    mapping: mapByAnnotations(entity),
  };
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}
