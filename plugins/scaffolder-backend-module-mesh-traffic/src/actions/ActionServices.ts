import { AuthService, BackstageCredentials, DiscoveryService } from '@backstage/backend-plugin-api';
import { MeshTrafficApi, MeshTrafficClient } from 'backstage-plugin-mesh-traffic-common';

/** What the actions need of the backend that runs them. */
export interface ActionServices {
  auth: AuthService;
  api: MeshTrafficApi;
}

/** The services of a running backend: the API is that of the plugin `mesh-traffic`, wherever it runs. */
export function createActionServices(
  auth: AuthService,
  discovery: DiscoveryService,
): ActionServices {
  return {
    auth,
    api: new MeshTrafficClient({ discoveryApi: discovery, fetchApi: { fetch } }),
  };
}

/** A token with which the backend sees the person who started the task, not the scaffolder. */
export async function tokenOf(auth: AuthService, initiator: BackstageCredentials): Promise<string> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: initiator,
    targetPluginId: 'mesh-traffic',
  });
  return token;
}
