import { z } from 'zod';
import { configMap, cronJob, deployment, job, namespace, prometheusRule, service } from './core';
import { canary, metricTemplate } from './flagger';
import { destinationRule, envoyFilter, virtualService } from './networking';
import { authorizationPolicy, peerAuthentication, telemetry } from './security';

/** Every kind that the compiler may emit, with every field that it may have; whatever else is a mistake. */
export const emittedObject = z.discriminatedUnion('kind', [
  authorizationPolicy,
  canary,
  configMap,
  cronJob,
  deployment,
  destinationRule,
  envoyFilter,
  job,
  metricTemplate,
  namespace,
  peerAuthentication,
  prometheusRule,
  service,
  telemetry,
  virtualService,
]);
