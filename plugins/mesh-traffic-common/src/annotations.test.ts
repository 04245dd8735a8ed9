import { mapEntity } from './annotations';

const entityWith = (annotations?: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'backend', annotations },
});
const ours = { 'mesh-traffic/service': 'shared-services/backend' };
const others = {
  'kiali.io/namespace': 'payments',
  'backstage.io/kubernetes-namespace': 'ignored',
  'backstage.io/kubernetes-id': 'ledger',
};

describe('mapEntity', () => {
  it.each([
    [ours, { mesh: 'east', namespace: 'shared-services', service: 'backend' }],
    [
      { ...ours, ...others },
      { mesh: 'east', namespace: 'shared-services', service: 'backend' },
    ],
    [
      { ...others, 'mesh-traffic/mesh': 'west' },
      { mesh: 'west', namespace: 'payments' },
    ],
    [
      others,
      { mesh: 'east', service: 'ledger', mappedBy: Object.keys(others).filter((_, i) => i !== 1) },
    ],
  ])('reads %j', (annotations, mapping) => {
    expect(mapEntity(entityWith(annotations), ['east', 'west'])).toMatchObject({
      mapped: true,
      mapping,
    });
  });

  it.each([
    [undefined, ['east'], 'says nothing about the Kubernetes Service', 'catalog-info.yaml'],
    [{ 'mesh-traffic/service': 'backend' }, ['east'], 'not <namespace>/<service>', 'for example'],
    [{ 'mesh-traffic/mesh': 'north' }, ['east', 'west'], '"north" is not', 'one of: east, west.'],
    [ours, [], 'No mesh is configured', 'meshTraffic.meshes'],
  ])(
    'says why %j of the meshes %j cannot be mapped, and what helps',
    (annotations, meshes, reason, help) => {
      expect(mapEntity(entityWith(annotations), meshes)).toEqual({
        mapped: false,
        reason: expect.stringContaining(reason),
        help: expect.stringContaining(help),
      });
    },
  );
});
