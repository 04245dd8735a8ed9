import { Entity } from '@backstage/catalog-model';
import { createExtensionTester, renderInTestApp } from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { queryClient } from './api/QueryProvider';
import { meshTrafficApiRef } from './api/meshTrafficApiRef';
import * as legacy from './legacy';
import plugin from './plugin';
import { fakeApi } from './__testUtils__/fakeApi';
import { backendEntity } from './__testUtils__/fixtures';

afterEach(() => queryClient.clear());

it('shows the policies page at /mesh-traffic', async () => {
  const page = createExtensionTester(plugin.getExtension('page:mesh-traffic'));
  expect(page.get(coreExtensionData.routePath)).toBe('/mesh-traffic');
  renderInTestApp(page.reactElement(), { apis: [[meshTrafficApiRef, fakeApi()]] });
  expect(await screen.findByText('No policies yet')).toBeVisible();
});

it('adds a Traffic tab to components and to nothing else', () => {
  const tab = createExtensionTester(plugin.getExtension('entity-content:mesh-traffic/traffic'));
  expect(tab.get(EntityContentBlueprint.dataRefs.title)).toBe('Traffic');
  const filterOf = (): ((entity: Entity) => boolean) | undefined =>
    tab.get(EntityContentBlueprint.dataRefs.filterFunction);
  const filter = filterOf();
  expect(filter?.(backendEntity)).toBe(true);
  expect(filter?.({ ...backendEntity, kind: 'API' })).toBe(false);
});

it('adds the template field MeshPolicyEdit', async () => {
  const extension = plugin.getExtension('scaffolder-form-field:mesh-traffic/mesh-policy-edit');
  const load: () => Promise<unknown> = createExtensionTester(extension).get(
    FormFieldBlueprint.dataRefs.formFieldLoader,
  );
  expect(await load()).toMatchObject({ name: 'MeshPolicyEdit' });
});

it('gives the old frontend system the same three parts', () => {
  expect(legacy.meshTrafficPlugin.getId()).toBe('mesh-traffic');
  expect(Object.keys(legacy).sort()).toEqual([
    'EntityTrafficContent',
    'MeshPolicyEditFieldExtension',
    'MeshTrafficPoliciesPage',
    'meshTrafficApiRef',
    'meshTrafficPlugin',
  ]);
});
