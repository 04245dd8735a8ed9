import { createExternalRouteRef, createRouteRef } from '@backstage/core-plugin-api';

/** The page with all policies. */
export const policiesRouteRef = createRouteRef({ id: 'mesh-traffic' });

/** The Traffic tab of an entity. */
export const trafficRouteRef = createRouteRef({ id: 'mesh-traffic:entity' });

/** The page of one template on the Create page; the app's scaffolder by default. */
export const templateRouteRef = createExternalRouteRef({
  id: 'template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
