import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  createScaffolderFieldExtension,
  FieldExtensionComponent,
} from '@backstage/plugin-scaffolder-react';
import { MeshTrafficClient } from 'backstage-plugin-mesh-traffic-common';
import { meshTrafficApiRef } from './api/meshTrafficApiRef';
import { PolicyEditValue } from './edit/model/PolicyEditValue';
import { PolicyEditField, PolicyEditOptions } from './edit/PolicyEditField';
import { validatePolicyEdit } from './edit/validatePolicyEdit';
import { policiesRouteRef, templateRouteRef, trafficRouteRef } from './routes';

export { meshTrafficApiRef };

/** The plugin for apps of the old frontend system. */
export const meshTrafficPlugin = createPlugin({
  id: 'mesh-traffic',
  apis: [
    createApiFactory({
      api: meshTrafficApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new MeshTrafficClient(deps),
    }),
  ],
  routes: { policies: policiesRouteRef, traffic: trafficRouteRef },
  externalRoutes: { template: templateRouteRef },
});

/** The Traffic tab: `<EntityLayout.Route path="/traffic" title="Traffic">` on the page of a component. */
export const EntityTrafficContent = meshTrafficPlugin.provide(
  createRoutableExtension({
    name: 'EntityTrafficContent',
    component: () => import('./traffic/TrafficTab').then(module => module.TrafficTab),
    mountPoint: trafficRouteRef,
  }),
);

/** The page with all policies: `<Route path="/mesh-traffic" element={<MeshTrafficPoliciesPage />} />`. */
export const MeshTrafficPoliciesPage = meshTrafficPlugin.provide(
  createRoutableExtension({
    name: 'MeshTrafficPoliciesPage',
    component: () => import('./policies/LegacyPoliciesPage').then(m => m.LegacyPoliciesPage),
    mountPoint: policiesRouteRef,
  }),
);

/** `ui:field: MeshPolicyEdit`: a child of `<ScaffolderFieldExtensions>`. */
export const MeshPolicyEditFieldExtension: FieldExtensionComponent<
  PolicyEditValue,
  PolicyEditOptions
> = meshTrafficPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MeshPolicyEdit',
    component: PolicyEditField,
    validation: validatePolicyEdit,
  }),
);
