import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult, createPermission, Permission } from '@backstage/plugin-permission-common';
import {
  accessRequestPermission,
  policyAdminPermission,
  policyProposePermission,
  policyReadPermission,
  trafficReadPermission,
} from 'backstage-plugin-mesh-traffic-common';
import { PortalPermissionPolicy } from './PortalPermissionPolicy';

const ana = ['user:default/ana', 'group:default/team-backend'];
const pat = ['user:default/pat', 'group:default/platform'];
const sam = ['user:default/sam'];

const runTemplate = createPermission({
  name: 'scaffolder.task.create',
  attributes: { action: 'create' },
});
const deleteEntity = createPermission({
  name: 'catalog.entity.delete',
  attributes: { action: 'delete' },
});

async function decide(ownershipEntityRefs: string[], permission: Permission) {
  const userInfo = mockServices.userInfo({ ownershipEntityRefs });
  const credentials = mockCredentials.user(ownershipEntityRefs[0]);
  const info = { userEntityRef: ownershipEntityRefs[0], ownershipEntityRefs };
  return new PortalPermissionPolicy(userInfo).handle({ permission }, { credentials, info });
}

describe('PortalPermissionPolicy', () => {
  it.each([
    ['the platform administers policies', pat, policyAdminPermission, AuthorizeResult.ALLOW],
    [
      'the platform proposes for every service',
      pat,
      policyProposePermission,
      AuthorizeResult.ALLOW,
    ],
    ['a stranger sees traffic', sam, trafficReadPermission, AuthorizeResult.ALLOW],
    ['a stranger sees policies', sam, policyReadPermission, AuthorizeResult.ALLOW],
    ['a stranger may open a template', sam, runTemplate, AuthorizeResult.ALLOW],
    ['a stranger may not ask for access', sam, accessRequestPermission, AuthorizeResult.DENY],
    ['a member of a team may ask for access', ana, accessRequestPermission, AuthorizeResult.ALLOW],
    ['an owner administers nothing', ana, policyAdminPermission, AuthorizeResult.DENY],
    ['an owner deletes nothing from the catalog', ana, deleteEntity, AuthorizeResult.DENY],
  ])('%s', async (_, person, permission, result) => {
    expect(await decide(person, permission)).toEqual({ result });
  });

  it('lets the owner of the entity propose, and leaves it to the catalog to tell who that is', async () => {
    expect(await decide(ana, policyProposePermission)).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: { claims: ana },
      },
    });
  });

  it('refuses everything to a request without a person', async () => {
    const policy = new PortalPermissionPolicy(mockServices.userInfo());
    expect(await policy.handle({ permission: trafficReadPermission })).toEqual({
      result: AuthorizeResult.DENY,
    });
  });
});
