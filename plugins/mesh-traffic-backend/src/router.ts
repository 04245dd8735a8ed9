import { AuditorService } from '@backstage/backend-plugin-api';
import {
  policyReadPermission,
  ServiceRef,
  trafficReadPermission,
} from 'backstage-plugin-mesh-traffic-common';
import express from 'express';
import Router from 'express-promise-router';
import { Access } from './access/Access';
import { audited } from './access/audited';
import { conflictBody } from './conflictBody';
import { Meshes } from './Meshes';
import { parseRequest } from './parseRequest';
import { PolicyList } from './policy/PolicyList';
import { refusalBody } from './refusalBody';
import {
  policyQuery,
  policyRefBody,
  policyRefQuery,
  previewBody,
  proposeBody,
  trafficQuery,
} from './requests';

const BODY_LIMIT = '512kb';

interface RouterOptions {
  access: Access;
  auditor: AuditorService;
  meshes: Meshes;
  list: PolicyList;
}

/** Translates between HTTP and the services. Types of bodies and answers: `api/types` of the common package. */
export function createRouter({ access, auditor, meshes, list }: RouterOptions): express.Router {
  const router = Router();
  router.use(express.json({ limit: BODY_LIMIT }));

  router.get('/v1/policies', async (request, response) => {
    const credentials = await access.reader(request);
    response.json(await list.read(credentials));
  });

  router.get('/v1/policy', async (request, response) => {
    const credentials = await access.reader(request);
    const target = parseRequest(policyQuery, request.query);
    const service = await access.service(credentials, target, policyReadPermission);
    response.json(await meshes.get(service.mesh).policies.details(service));
  });

  router.get('/v1/policies/:namespace/:service', async (request, response) => {
    const credentials = await access.reader(request);
    const policyRef = parseRequest(policyRefQuery, { ...request.query, ...request.params });
    const service = await access.service(credentials, { policyRef }, policyReadPermission);
    response.json(await meshes.get(service.mesh).policies.details(service));
  });

  router.post('/v1/policies/preview', async (request, response) => {
    const credentials = await access.writer(request);
    const body = parseRequest(previewBody, request.body);
    const service = await access.service(credentials, body, policyReadPermission);
    const { policies, traffic } = meshes.get(service.mesh);
    const seesTraffic = await access.may(credentials, body, trafficReadPermission);
    const measured = seesTraffic ? await traffic.peek(service) : undefined;
    const { userEntityRef } = credentials.principal;
    response.json(await policies.preview(service, body, userEntityRef, measured));
  });

  router.post('/v1/policies/propose', async (request, response) => {
    const { result: outcome } = await audited(
      auditor,
      { eventId: 'policy-propose', request, meta: targetOf(request.body) },
      async () => {
        const credentials = await access.writer(request);
        const body = parseRequest(proposeBody, request.body);
        const service = await access.serviceToChange(credentials, body);
        const { policies, traffic } = meshes.get(service.mesh);
        const seesTraffic = await access.may(credentials, body, trafficReadPermission);
        const measured = seesTraffic ? await traffic.peek(service) : undefined;
        const { userEntityRef } = credentials.principal;
        const result = await policies.propose(service, body, userEntityRef, measured);
        return { service, result };
      },
      ({ service, result }) => ({
        service: nameOf(service),
        status: result.status,
        ...('pullRequest' in result && result.pullRequest && { url: result.pullRequest.url }),
      }),
    );
    if (outcome.status === 'conflict') {
      response.status(409).json(conflictBody(outcome.conflicts, outcome.drift));
    } else if (outcome.status === 'refused') {
      response.status(400).json(refusalBody(outcome.review));
    } else {
      response.json(outcome);
    }
  });

  router.get('/v1/traffic', async (request, response) => {
    const credentials = await access.reader(request);
    const query = parseRequest(trafficQuery, request.query);
    const service = await access.service(credentials, query, trafficReadPermission);
    response.json(await meshes.get(service.mesh).traffic.read(service, query.windowSeconds));
  });

  return router;
}

/** What a write is about, for the audit trail: also when the rest of the body cannot be read. */
function targetOf(body: unknown) {
  const { entityRef } = (body ?? {}) as { entityRef?: unknown };
  if (typeof entityRef === 'string') return { target: entityRef.slice(0, 400) };
  const byName = policyRefBody.safeParse(body);
  return { target: byName.success ? nameOf(byName.data.policyRef) : 'unreadable' };
}

function nameOf({ mesh, namespace, service }: ServiceRef): string {
  return `${mesh}/${namespace}/${service}`;
}
