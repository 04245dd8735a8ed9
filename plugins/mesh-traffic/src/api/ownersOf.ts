import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { getEntityRelations, humanizeEntityRef } from '@backstage/plugin-catalog-react';

/** Who may be asked about an entity, as names for a sentence; empty when nobody owns it. */
export function ownersOf(entity: Entity | undefined): string[] {
  return getEntityRelations(entity, RELATION_OWNED_BY).map(owner =>
    humanizeEntityRef(owner, { defaultKind: 'group' }),
  );
}
