import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { MeshTrafficApi } from 'backstage-plugin-mesh-traffic-common';
import { useState } from 'react';
import { QueryProvider } from '../api/QueryProvider';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { PolicyEdit } from '../edit/PolicyEdit';
import { PolicyEditValue } from '../edit/model/PolicyEditValue';
import { backendEntity, backendRef, reportsEntity } from './fixtures';

/** The editor inside a form that keeps its value, as the scaffolder does. */
export function renderEdit(
  api: MeshTrafficApi,
  start: PolicyEditValue = { entityRef: backendRef },
  permission: 'ALLOW' | 'DENY' = 'ALLOW',
) {
  const current = { value: start, submitted: false };
  function Form() {
    const [value, setValue] = useState(start);
    current.value = value;
    return (
      <form
        onSubmit={event => {
          event.preventDefault();
          current.submitted = true;
        }}
      >
        <QueryProvider>
          <PolicyEdit value={value} onChange={setValue} />
        </QueryProvider>
      </form>
    );
  }
  renderInTestApp(<Form />, {
    apis: [
      [meshTrafficApiRef, api],
      [permissionApiRef, mockApis.permission({ authorize: () => permission })],
      [catalogApiRef, catalogApiMock({ entities: [backendEntity, reportsEntity] })],
    ],
  });
  return current;
}
