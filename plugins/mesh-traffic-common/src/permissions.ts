import { RESOURCE_TYPE_CATALOG_ENTITY } from './catalogEntity';
import { createPermission } from '@backstage/plugin-permission-common';

/** See live traffic of a service. */
export const trafficReadPermission = createPermission({
  name: 'mesh-traffic.traffic.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** See the routing policy of a service and its manifests. */
export const policyReadPermission = createPermission({
  name: 'mesh-traffic.policy.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Open a pull request that changes the routing policy of a service. */
export const policyProposePermission = createPermission({
  name: 'mesh-traffic.policy.propose',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Ask the owner of a service for access on behalf of a caller. */
export const accessRequestPermission = createPermission({
  name: 'mesh-traffic.access.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Namespace documents, and services that no catalog entity stands for. */
export const policyAdminPermission = createPermission({
  name: 'mesh-traffic.policy.admin',
  attributes: { action: 'update' },
});

export const meshTrafficPermissions = [
  trafficReadPermission,
  policyReadPermission,
  policyProposePermission,
  accessRequestPermission,
  policyAdminPermission,
];
