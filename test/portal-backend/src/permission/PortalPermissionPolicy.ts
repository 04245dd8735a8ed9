import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PermissionPolicy, PolicyQuery, PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  accessRequestPermission,
  policyAdminPermission,
  policyProposePermission,
} from 'backstage-plugin-mesh-traffic-common';

const PLATFORM_GROUP = 'group:default/platform';

/**
 * - The platform team may do everything.
 * - Whoever is signed in may read: entities, templates, policies, traffic; and may run a template. What the
 *   template then does is decided again, where it is done.
 * - A change of a routing policy may be proposed by the owner of the service's entity alone.
 * - Access for a caller may be asked for by whoever is in a team: somebody has to answer for the calls.
 * - Everything else is refused.
 */
export class PortalPermissionPolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoService;

  constructor(userInfo: UserInfoService) {
    this.#userInfo = userInfo;
  }

  async handle({ permission }: PolicyQuery, user?: PolicyQueryUser): Promise<PolicyDecision> {
    if (user === undefined) {
      return { result: AuthorizeResult.DENY };
    }
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(user.credentials);

    if (ownershipEntityRefs.includes(PLATFORM_GROUP)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (isPermission(permission, policyProposePermission)) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims: ownershipEntityRefs }),
      );
    }
    if (isPermission(permission, accessRequestPermission)) {
      return decide(ownershipEntityRefs.some(ref => ref.startsWith('group:')));
    }
    if (isPermission(permission, policyAdminPermission)) {
      return decide(false);
    }
    return decide(permission.attributes.action === 'read' || runsTemplates(permission));
  }
}

function runsTemplates(permission: Permission): boolean {
  return ['scaffolder.action.execute', 'scaffolder.task.create', 'scaffolder.task.cancel'].includes(
    permission.name,
  );
}

function decide(allowed: boolean): PolicyDecision {
  return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
}
