import { Entity } from '@backstage/catalog-model';
import {
  ChangeReview,
  PolicyDetails,
  RoutingPolicy,
  ServiceMapping,
  TrafficResponse,
  parsePolicy,
} from 'backstage-plugin-mesh-traffic-common';

/** The article's service, as the tests show it. */
export const service: ServiceMapping = {
  mesh: 'demo',
  namespace: 'shared-services',
  service: 'backend',
  mappedBy: ['mesh-traffic/service'],
};

export const backendRef = 'component:default/backend';

export const backendEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'backend',
    annotations: { 'mesh-traffic/service': 'shared-services/backend' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-backend' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-backend' }],
};

export const reportsEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'reports' },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-backend' },
};

const policyDocument = {
  apiVersion: 'mesh-traffic/v1alpha1',
  kind: 'RoutingPolicy',
  metadata: { name: 'backend', namespace: 'shared-services' },
  spec: {
    service: { ports: [{ name: 'http', number: 5678, protocol: 'http' }] },
    versions: {
      stable: { labels: { version: 'stable' } },
      canary: { labels: { version: 'canary' } },
      experimental: { labels: { version: 'experimental' } },
    },
    callers: {
      prod: { access: 'allow', route: { stable: 100 } },
      staging: { access: 'allow', route: { stable: 90, canary: 10 } },
      dev: { access: 'allow', route: { experimental: 100 } },
    },
    otherCallers: { access: 'allow', route: { stable: 100 } },
  },
};

export const policy = parsed(policyDocument);

function parsed(document: unknown): RoutingPolicy {
  const result = parsePolicy(document);
  if (!result.policy) throw new Error(JSON.stringify(result.diagnostics));
  return result.policy;
}

export const policyDetails: PolicyDetails = {
  service,
  base: { commit: 'a'.repeat(40), policyBlob: 'b'.repeat(40) },
  policy,
  text: 'kind: RoutingPolicy\n',
  files: [],
  diagnostics: [],
  drift: [],
  proposals: [],
  history: [],
  repository: {
    url: 'https://github.com/acme/gitops',
    branch: 'main',
    path: 'mesh/shared-services/backend',
  },
};

/** 2026-05-08T14:05:30Z, the moment of all numbers. */
export const TAKEN_AT = '2026-05-08T14:05:30.000Z';
const SECONDS = Date.parse(TAKEN_AT) / 1000;

export const trafficResponse: TrafficResponse = {
  service,
  snapshot: {
    service,
    source: 'Prometheus',
    takenAt: TAKEN_AT,
    windowSeconds: 300,
    stepSeconds: 60,
    totals: {
      requestsPerMinute: 4905,
      failedShare: 0.003,
      turnedAwayPerMinute: 12,
      p95Ms: 184,
    },
    callers: [
      {
        namespace: 'prod',
        requestsPerMinute: 4600,
        failedShare: 0.0025,
        turnedAwayPerMinute: 0,
        p50Ms: 40,
        p95Ms: 181,
        p99Ms: 320,
        mutualTlsShare: 1,
        versions: [{ version: 'stable', requestsPerMinute: 4600, share: 1, requests: 23000 }],
        workloads: [{ workload: 'shop', requestsPerMinute: 4600 }],
      },
      {
        namespace: 'staging',
        requestsPerMinute: 240,
        failedShare: 0.012,
        turnedAwayPerMinute: 0,
        p95Ms: 210,
        versions: [
          { version: 'stable', requestsPerMinute: 230.4, share: 0.96, requests: 1152 },
          { version: 'canary', requestsPerMinute: 9.6, share: 0.04, requests: 48 },
        ],
      },
      {
        namespace: 'batch',
        requestsPerMinute: 65,
        failedShare: 0,
        turnedAwayPerMinute: 12,
        p95Ms: 140,
        versions: [{ version: 'stable', requestsPerMinute: 65, share: 1, requests: 325 }],
      },
    ],
    panels: [
      {
        id: 'requests',
        unit: 'perMinute',
        series: [
          {
            labels: { caller: 'prod' },
            points: [
              [SECONDS - 120, 4500],
              [SECONDS - 60, undefined],
              [SECONDS, 4600],
            ],
          },
          {
            labels: { caller: 'staging' },
            points: [
              [SECONDS - 120, 230],
              [SECONDS - 60, 236],
              [SECONDS, 240],
            ],
          },
        ],
      },
      { id: 'failed', unit: 'share', series: [] },
    ],
    rollouts: [],
    stale: false,
    gaps: [],
    truncated: 0,
  },
  verdicts: {
    prod: { word: 'asPlanned', reason: '100 % stable of 23,000 calls.', stage: 'live' },
    staging: {
      word: 'offPlan',
      reason: '4 % canary of 1,200 calls, plan 10 %.',
      stage: 'live',
    },
    dev: { word: 'noTraffic', reason: 'No calls in 5 min.', stage: 'live' },
    batch: { word: 'notListed', reason: 'No rule names batch.', stage: 'live' },
  },
};

export const review: ChangeReview = {
  service,
  title: 'backend: staging canary 10 % -> 25 %',
  summary: '36 calls/min move to canary. Nobody loses access.',
  unchanged: false,
  callers: [
    {
      caller: 'staging',
      kind: 'changed',
      before: { stable: 90, canary: 10 },
      after: { stable: 75, canary: 25 },
      consequences: ['About 36 calls/min move from stable to canary.'],
      requestsPerMinute: 240,
    },
    { caller: 'prod', kind: 'unchanged', consequences: [] },
    { caller: 'dev', kind: 'unchanged', consequences: [] },
  ],
  general: [],
  files: [
    {
      path: 'mesh/shared-services/backend/routing-policy.yaml',
      status: 'changed',
      diff: '@@ -20,3 +20,3 @@\n     staging:\n-      route: { stable: 90, canary: 10 }\n+      route: { stable: 75, canary: 25 }\n',
      additions: 1,
      deletions: 1,
    },
  ],
  drift: [],
  diagnostics: [],
  known: [],
  cured: [],
  unknowns: ["Spare capacity of canary's pods."],
  baseCommit: 'a'.repeat(40),
  traffic: { windowSeconds: 604800, takenAt: TAKEN_AT, source: 'Prometheus' },
};
