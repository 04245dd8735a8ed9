import {
  ApiBlueprint,
  OverridableFrontendPlugin,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { MeshTrafficClient } from 'backstage-plugin-mesh-traffic-common';
import { meshTrafficApiRef } from './api/meshTrafficApiRef';
import { policiesRouteRef, templateRouteRef, trafficRouteRef } from './routes';
import { MeshTrafficIcon } from './shared/MeshTrafficIcon';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: meshTrafficApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new MeshTrafficClient(deps),
    }),
});

const trafficTab = EntityContentBlueprint.make({
  name: 'traffic',
  params: {
    path: '/traffic',
    title: 'Traffic',
    filter: { kind: 'component' },
    routeRef: trafficRouteRef,
    loader: async () => {
      const { TrafficTab } = await import('./traffic/TrafficTab');
      return <TrafficTab />;
    },
  },
});

const policiesPage = PageBlueprint.make({
  params: {
    path: '/mesh-traffic',
    title: 'Mesh Traffic',
    icon: <MeshTrafficIcon />,
    routeRef: policiesRouteRef,
    loader: async () => {
      const { PoliciesPage } = await import('./policies/PoliciesPage');
      return <PoliciesPage />;
    },
  },
});

const policyEditField = FormFieldBlueprint.make({
  name: 'mesh-policy-edit',
  params: {
    field: async () => (await import('./edit/meshPolicyEditField')).meshPolicyEditField,
  },
});

/** Traffic tab, policies page and the template field `MeshPolicyEdit` for the new frontend system. */
const meshTrafficPlugin: OverridableFrontendPlugin = createFrontendPlugin({
  pluginId: 'mesh-traffic',
  title: 'Mesh Traffic',
  icon: <MeshTrafficIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: { policies: policiesRouteRef, traffic: trafficRouteRef },
  externalRoutes: { template: templateRouteRef },
  extensions: [api, trafficTab, policiesPage, policyEditField],
});

export default meshTrafficPlugin;
