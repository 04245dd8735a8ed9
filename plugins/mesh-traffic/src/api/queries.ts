import { CatalogApi } from '@backstage/catalog-client';
import { PermissionApi } from '@backstage/plugin-permission-react';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { MeshTrafficApi, PreviewRequest } from 'backstage-plugin-mesh-traffic-common';
import { mayPropose } from '../edit/mayPropose';
import { findServices } from './findServices';

/** Traffic changes with every scrape; the backend shares one answer between all who look. */
const TRAFFIC_INTERVAL_MS = 10_000;
/** The repository changes by pull requests: seldom, but a merge should show while a person waits for it. */
const POLICY_INTERVAL_MS = 15_000;

/**
 * Every question that the pages ask, in one place. Polling pauses by itself while the browser tab is
 * hidden (`refetchIntervalInBackground` is off by default) and answers keep on screen when a later one fails.
 */
export const queries = {
  traffic: (api: MeshTrafficApi, entityRef: string) =>
    queryOptions({
      queryKey: ['mesh-traffic', 'traffic', entityRef],
      queryFn: ({ signal }) => api.getTraffic({ entityRef }, { signal }),
      refetchInterval: TRAFFIC_INTERVAL_MS,
    }),

  policy: (api: MeshTrafficApi, entityRef: string) =>
    queryOptions({
      queryKey: ['mesh-traffic', 'policy', entityRef],
      queryFn: ({ signal }) => api.getPolicy({ entityRef }, { signal }),
      refetchInterval: POLICY_INTERVAL_MS,
    }),

  policies: (api: MeshTrafficApi) =>
    queryOptions({
      queryKey: ['mesh-traffic', 'policies'],
      queryFn: ({ signal }) => api.listPolicies({ signal }),
      refetchInterval: POLICY_INTERVAL_MS,
    }),

  /** The policy as a form starts from it: read once, since rows must not move under a person's hands. */
  policyForEdit: (api: MeshTrafficApi, entityRef: string) =>
    queryOptions({
      queryKey: ['mesh-traffic', 'policy-for-edit', entityRef],
      queryFn: ({ signal }) => api.getPolicy({ entityRef }, { signal }),
      gcTime: 0,
    }),

  mayPropose: (permissionApi: PermissionApi, entityRef: string) =>
    queryOptions({
      queryKey: ['mesh-traffic', 'may-propose', entityRef],
      queryFn: () => mayPropose(permissionApi, entityRef),
    }),

  entity: (catalogApi: CatalogApi, entityRef: string) =>
    queryOptions({
      queryKey: ['mesh-traffic', 'entity', entityRef],
      queryFn: async () => (await catalogApi.getEntityByRef(entityRef)) ?? null,
      staleTime: 30_000,
    }),

  preview: (api: MeshTrafficApi, request: PreviewRequest) =>
    queryOptions({
      queryKey: ['mesh-traffic', 'preview', request],
      queryFn: ({ signal }) => api.previewPolicy(request, { signal }),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
    }),

  services: (catalogApi: CatalogApi, searchText: string) =>
    queryOptions({
      queryKey: ['mesh-traffic', 'services', searchText],
      queryFn: () => findServices(catalogApi, searchText),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
    }),
};
