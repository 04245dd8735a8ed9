import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Access, ServicePermission } from '../access/Access';
import { Meshes } from '../Meshes';
import { PolicyList } from './PolicyList';

/** Keeps what the catalog was asked for. */
class WatchedAccess extends Access {
  readonly seen: Entity[] = [];

  override async services(
    credentials: BackstageCredentials,
    entities: Entity[],
    permission: ServicePermission,
  ) {
    this.seen.push(...entities);
    return super.services(credentials, entities, permission);
  }
}

it('looks at every entity of a large catalog, and loads no more of each than it needs', async () => {
  const entities = Array.from({ length: 2_500 }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `service-${index}`, namespace: 'default', description: 'Long.' },
    spec: { type: 'service', lifecycle: 'production', owner: 'team' },
  }));
  const catalog = catalogServiceMock({ entities });
  const access = new WatchedAccess({
    auth: mockServices.auth(),
    httpAuth: mockServices.httpAuth(),
    permissions: mockServices.permissions(),
    catalog,
    meshes: ['production'],
  });
  await new PolicyList(new Meshes([]), catalog, access).read(mockCredentials.user());
  expect(access.seen.map(({ metadata }) => metadata.name)).toEqual(
    entities.map(({ metadata }) => metadata.name),
  );
  expect(access.seen.filter(entity => entity.spec || entity.metadata.description)).toEqual([]);
});
