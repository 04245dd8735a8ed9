import {
  BackendFeature,
  BackstageCredentials,
  createServiceFactory,
  coreServices,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import meshTrafficPlugin from 'backstage-plugin-mesh-traffic-backend';
import { MeshTrafficClient } from 'backstage-plugin-mesh-traffic-common';

export const ANA = 'user:default/ana';
export const KIM = 'user:default/kim';
export const PAT = 'user:default/pat';
export const SAM = 'user:default/sam';

interface PortalOptions {
  forge: { url: string; repositoryUrl: string; token: string };
  prometheus?: JsonObject;
  /** More settings of `gitops`. */
  gitops?: JsonObject;
  /** Modules beside the plugin. */
  features?: BackendFeature[];
}

/** A backend with our plugin, a small catalog and a permission policy, over HTTP. */
export interface Portal {
  /** The API as one person uses it. */
  as(userEntityRef: string): ReturnType<typeof clientOf>;
  /** Any request, for what the client would not send. */
  fetch(path: string, init?: RequestInit & { as?: string }): Promise<Response>;
  /** Headers of a plugin that acts for nobody. */
  asService(): Record<string, string>;
  /** Everything that was logged. */
  logs: string[];
  /** What the auditor recorded. */
  audit: AuditEntry[];
  close(): Promise<void>;
}

export interface AuditEntry {
  eventId: string;
  outcome: 'success' | 'fail';
  meta?: JsonObject;
  error?: string;
}

function component(name: string, owner: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner },
  };
}

const inMesh = (service: string) => ({ 'mesh-traffic/service': `shared-services/${service}` });

const entities = [
  // Kim's, and it says that it stands for a service of Ana's.
  component('copycat', 'group:default/team-shop', inMesh('backend')),
  component('backend', 'group:default/team-backend', inMesh('backend')),
  component('api', 'group:default/team-backend', inMesh('api')),
  component('web', 'group:default/team-backend', inMesh('web')),
  component('quiet', 'group:default/team-backend', inMesh('quiet')),
  component('reports', 'group:default/team-backend', {}),
];

/** What a person may do with one entity alone. */
const MAY_WITH: Record<string, Record<string, string[]>> = {
  [KIM]: { 'component:default/copycat': ['mesh-traffic.policy.propose'] },
};

/** Ana owns the services, Kim and Pat see them, Pat also administers; Sam may do nothing. */
const MAY: Record<string, string[]> = {
  [ANA]: ['mesh-traffic.traffic.read', 'mesh-traffic.policy.read', 'mesh-traffic.policy.propose'],
  [KIM]: ['mesh-traffic.traffic.read', 'mesh-traffic.policy.read'],
  [PAT]: [
    'mesh-traffic.traffic.read',
    'mesh-traffic.policy.read',
    'mesh-traffic.policy.propose',
    'mesh-traffic.policy.admin',
  ],
  [SAM]: [],
};

function mayDo(
  credentials: BackstageCredentials,
  permission: string,
  resourceRef: string | undefined,
): boolean {
  const principal = credentials.principal as { type: string; userEntityRef?: string };
  // As the permission framework does: a service principal passes every policy.
  if (principal.type === 'service') return true;
  const person = principal.userEntityRef ?? '';
  const withThis = MAY_WITH[person]?.[resourceRef ?? ''] ?? [];
  return [...(MAY[person] ?? []), ...withThis].includes(permission);
}

const peoplesPermissions = mockServices.permissions.mock({
  authorize: async (requests, { credentials }) =>
    requests.map(({ permission, resourceRef }) => ({
      result:
        'principal' in credentials &&
        mayDo(credentials as BackstageCredentials, permission.name, resourceRef)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    })),
}).factory;

/** Starts the plugin against a forge and, if given, a Prometheus. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { forge, prometheus, gitops, features = [] } = options;
  const logs: string[] = [];
  const audit: AuditEntry[] = [];
  const { server } = await startTestBackend({
    features: [
      meshTrafficPlugin,
      ...features,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.org' },
          integrations: {
            github: [{ host: new URL(forge.url).host, apiBaseUrl: forge.url, token: forge.token }],
          },
          meshTraffic: {
            meshes: [
              {
                name: 'production',
                ...(prometheus && { prometheus }),
                gitops: { repository: forge.repositoryUrl, ...gitops },
              },
            ],
          },
        },
      }),
      capturedLogs(logs),
      capturedAudit(audit),
      peoplesPermissions,
    ],
  });
  const baseUrl = `http://127.0.0.1:${server.port()}/api/mesh-traffic`;
  return {
    as: userEntityRef => clientOf(baseUrl, userEntityRef),
    fetch: (path, { as, ...init } = {}) =>
      fetch(`${baseUrl}${path}`, {
        ...init,
        headers: {
          'content-type': 'application/json',
          ...(as && { authorization: mockCredentials.user.header(as) }),
          ...init.headers,
        },
      }),
    asService: () => ({ authorization: mockCredentials.service.header() }),
    logs,
    audit,
    close: () => server.stop(),
  };
}

function clientOf(baseUrl: string, userEntityRef: string) {
  const authorization = mockCredentials.user.header(userEntityRef);
  return new MeshTrafficClient({
    discoveryApi: { getBaseUrl: async () => baseUrl },
    fetchApi: {
      fetch: (url, init) => fetch(url, { ...init, headers: { ...init?.headers, authorization } }),
    },
  });
}

function capturedLogs(lines: string[]) {
  const write =
    (level: string): LoggerService['info'] =>
    (message, meta) => {
      const details =
        meta instanceof Error ? `${meta.message} ${meta.stack}` : JSON.stringify(meta);
      lines.push(`${level} ${String(message)} ${details ?? ''}`);
    };
  const logger: LoggerService = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => logger,
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  });
}

function capturedAudit(entries: AuditEntry[]) {
  return mockServices.auditor.mock({
    createEvent: async ({ eventId, meta }) => ({
      success: async options => {
        entries.push({ eventId, outcome: 'success', meta: { ...meta, ...options?.meta } });
      },
      fail: async ({ error }) => {
        entries.push({ eventId, outcome: 'fail', meta, error: `${error.name}: ${error.message}` });
      },
    }),
  }).factory;
}
