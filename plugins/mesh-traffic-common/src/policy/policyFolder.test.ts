import { policyFolder } from './policyFolder';

const backend = { namespace: 'shared-services', service: 'backend' };

it.each([
  ['mesh', 'mesh/shared-services/backend'],
  ['/mesh/', 'mesh/shared-services/backend'],
  ['./clusters/prod', 'clusters/prod/shared-services/backend'],
  ['', 'shared-services/backend'],
])('puts the policy below %j', (root, folder) => expect(policyFolder(root, backend)).toBe(folder));

it.each(['..', 'mesh/../..', '.github', 'a b', 'a\\b'])('refuses the root %j', root =>
  expect(() => policyFolder(root, backend)).toThrow(/gitops.path/),
);

it('never leaves the root, whatever the names', () => {
  const folder = policyFolder('mesh', { namespace: '../../.github', service: 'workflows/x' });
  expect(folder).toMatch(/^mesh\/github-[0-9a-f]+\/workflows-x-[0-9a-f]+$/);
});

it('keeps the policy of a namespace beside those of its services', () => {
  expect(policyFolder('mesh', { namespace: 'shop' })).toBe('mesh/shop/_namespace');
  expect(policyFolder('mesh', { namespace: 'shop', service: '_namespace' })).not.toBe(
    'mesh/shop/_namespace',
  );
});
