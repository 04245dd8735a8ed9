import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { meshTrafficPermissions } from 'backstage-plugin-mesh-traffic-common';
import { TelemetrySource, telemetrySourceExtensionPoint } from 'backstage-plugin-mesh-traffic-node';
import { Access } from './access/Access';
import { MeshConfig } from './config/MeshConfig';
import { readConfig } from './config/readConfig';
import { createTrafficTabUrl } from './config/trafficTabUrl';
import { GitHubRepository } from './gitops/GitHubRepository';
import { Mesh, Meshes } from './Meshes';
import { PolicyList } from './policy/PolicyList';
import { PolicyService } from './policy/PolicyService';
import { createRouter } from './router';
import { PrometheusTelemetrySource } from './traffic/PrometheusTelemetrySource';
import { TrafficService } from './traffic/TrafficService';

/** The backend plugin `mesh-traffic`: policies from and to the GitOps repository, traffic from Prometheus. */
export const meshTrafficPlugin = createBackendPlugin({
  pluginId: 'mesh-traffic',
  register(env) {
    const sources = new Map<string, TelemetrySource>();
    env.registerExtensionPoint(telemetrySourceExtensionPoint, {
      addTelemetrySource({ mesh, source }) {
        if (sources.has(mesh)) throw new Error(`The mesh "${mesh}" has two telemetry sources.`);
        sources.set(mesh, source);
      },
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(services) {
        const { auditor, auth, catalog, config, httpAuth, httpRouter, logger, permissions } =
          services;
        const configured = readConfig(config);
        if (configured.length === 0) {
          logger.warn(
            'meshTraffic.meshes is not set or empty: no service will be found in a mesh.',
          );
        }
        services.permissionsRegistry.addPermissions(meshTrafficPermissions);

        const integrations = ScmIntegrations.fromConfig(config);
        const trafficTabUrl = createTrafficTabUrl(config);
        const meshes = new Meshes(
          configured.map(mesh => {
            const repository = GitHubRepository.create({ config: mesh.gitops, integrations });
            const policies = new PolicyService(mesh, repository, trafficTabUrl);
            return createMesh(mesh, policies, sources.get(mesh.name));
          }),
        );
        const names = configured.map(({ name }) => name);
        const access = new Access({ auth, httpAuth, permissions, catalog, meshes: names });
        const list = new PolicyList(meshes, catalog, access);
        httpRouter.use(createRouter({ access, auditor, meshes, list }));
      },
    });
  },
});

function createMesh(
  mesh: MeshConfig,
  policies: PolicyService,
  registered: TelemetrySource | undefined,
): Mesh {
  const source = mesh.prometheus
    ? new PrometheusTelemetrySource(mesh.prometheus, mesh.istio)
    : registered;
  const traffic = new TrafficService({
    mesh: mesh.name,
    source,
    readPlan: ref => policies.currentPlan(ref),
  });
  return { name: mesh.name, policies, traffic };
}
