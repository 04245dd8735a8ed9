import { PermissionApi } from '@backstage/plugin-permission-react';
import { policyProposePermission } from 'backstage-plugin-mesh-traffic-common';

/** Whether the person may open a pull request for this service: asked before they fill in a form in vain. */
export async function mayPropose(
  permissionApi: PermissionApi,
  entityRef: string,
): Promise<boolean> {
  const { result } = await permissionApi.authorize({
    permission: policyProposePermission,
    resourceRef: entityRef,
  });
  return result === 'ALLOW';
}
