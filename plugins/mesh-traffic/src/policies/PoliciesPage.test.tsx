import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MeshTrafficApi, PolicyListResponse } from 'backstage-plugin-mesh-traffic-common';
import { queryClient } from '../api/QueryProvider';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { fakeApi, refusal } from '../__testUtils__/fakeApi';
import { backendRef, service } from '../__testUtils__/fixtures';
import { PoliciesPage } from './PoliciesPage';

afterEach(() => queryClient.clear());

const list: PolicyListResponse = {
  policies: [
    {
      service,
      entityRef: backendRef,
      callers: 4,
      diagnostics: { errors: 0, warnings: 1 },
      drift: 2,
      openPullRequests: 1,
    },
    {
      service: { ...service, service: 'api' },
      callers: 3,
      diagnostics: { errors: 0, warnings: 0 },
      drift: 0,
      openPullRequests: 0,
    },
  ],
  failures: [],
};

function renderPage(api: MeshTrafficApi) {
  renderInTestApp(<PoliciesPage />, {
    apis: [[meshTrafficApiRef, api]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

const section = (name: string) => screen.findByRole('region', { name });

it('lists every service with what is wrong with it, and leads to its Traffic tab', async () => {
  renderPage(fakeApi({ listPolicies: async () => list }));
  const all = await section('All services');
  const backend = within(all).getByRole('row', { name: /shared-services\/backend/ });
  expect(backend).toHaveTextContent('demo41 warning2 files1');
  expect(within(backend).getByRole('link')).toHaveAttribute(
    'href',
    '/catalog/default/component/backend/traffic',
  );
  const api = within(all).getByRole('row', { name: /shared-services\/api/ });
  expect(api).toHaveTextContent('no component in the catalog');
  expect(within(api).queryByRole('link')).not.toBeInTheDocument();
});

it('puts what needs attention first', async () => {
  renderPage(fakeApi({ listPolicies: async () => list }));
  const attention = await section('Needs attention');
  expect(within(attention).getByText('shared-services/backend')).toBeVisible();
  expect(within(attention).queryByText('shared-services/api')).not.toBeInTheDocument();
});

it('finds a service', async () => {
  renderPage(fakeApi({ listPolicies: async () => list }));
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Find a service' }), 'api');
  expect(within(await section('All services')).getByText('shared-services/api')).toBeVisible();
  expect(screen.queryByText('shared-services/backend')).not.toBeInTheDocument();
  await userEvent.type(screen.getByRole('searchbox'), 'x');
  expect(screen.getByText('No service matches “apix”.')).toBeVisible();
});

it('says which mesh could not be read, beside the others', async () => {
  const failures = [{ mesh: 'production', reason: 'github.com answered 502.' }];
  renderPage(fakeApi({ listPolicies: async () => ({ ...list, failures }) }));
  expect(
    await screen.findByText(
      'The repository of mesh production could not be read: its services are missing below',
    ),
  ).toBeVisible();
  expect(screen.getByText('github.com answered 502.')).toBeVisible();
  expect(await section('All services')).toBeVisible();
});

it('does not call services missing where only a count is not whole', async () => {
  const reason = 'Only the first 1000 branches of proposals were counted.';
  const failures = [{ mesh: 'production', reason, isPartial: true }];
  renderPage(fakeApi({ listPolicies: async () => ({ ...list, failures }) }));
  expect(
    await screen.findByText('Not everything was counted in the repository of mesh production'),
  ).toBeVisible();
  expect(screen.getByText(reason)).toBeVisible();
  expect(screen.queryByText(/are missing below/)).not.toBeInTheDocument();
});

it('says when there are no policies', async () => {
  renderPage(fakeApi());
  expect(await screen.findByText('No policies yet')).toBeVisible();
});

it.each([
  [403, 'You may not see the routing policies'],
  [503, 'The policies could not be read'],
  [500, 'The policies could not be read: this is a fault of Mesh Traffic'],
])('says what %i means', async (status, sentence) => {
  const error = await refusal(status, 'Error', 'No.');
  renderPage(fakeApi({ listPolicies: () => Promise.reject(error) }));
  expect(await screen.findByText(sentence)).toBeVisible();
});
