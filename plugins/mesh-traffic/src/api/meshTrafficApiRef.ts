import { createApiRef } from '@backstage/core-plugin-api';
import { MeshTrafficApi } from 'backstage-plugin-mesh-traffic-common';

/** The backend's HTTP API as the pages and the template field use it; replace it to talk to another one. */
export const meshTrafficApiRef = createApiRef<MeshTrafficApi>({ id: 'plugin.mesh-traffic.client' });
