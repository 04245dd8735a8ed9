import { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { MeshTrafficApi } from 'backstage-plugin-mesh-traffic-common';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { templateRouteRef } from '../routes';
import { TrafficTab } from '../traffic/TrafficTab';
import { backendEntity } from './fixtures';

/** The Traffic tab of a component in an app whose scaffolder is at /create. */
export function renderTab(api: MeshTrafficApi, entity: Entity = backendEntity) {
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <TrafficTab />
    </EntityProvider>,
    {
      apis: [[meshTrafficApiRef, api]],
      mountedRoutes: { '/create/templates/:namespace/:templateName': templateRouteRef },
    },
  );
}
