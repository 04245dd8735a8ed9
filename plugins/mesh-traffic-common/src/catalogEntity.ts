/**
 * The resource type of catalog entities in the permission framework, as
 * `@backstage/plugin-catalog-common/alpha` has it. Written out, since that export is not stable.
 */
export const RESOURCE_TYPE_CATALOG_ENTITY = 'catalog-entity';
