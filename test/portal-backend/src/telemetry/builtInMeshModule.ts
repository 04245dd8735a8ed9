import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { telemetrySourceExtensionPoint } from 'backstage-plugin-mesh-traffic-node';
import { BuiltInMeshTelemetry } from './BuiltInMeshTelemetry';

/**
 * Where no Prometheus runs, the portal's small mesh itself says what it measured. An adopter whose metrics lie
 * elsewhere than in Prometheus registers a source of their own in the same way.
 */
export const builtInMeshModule = createBackendModule({
  pluginId: 'mesh-traffic',
  moduleId: 'built-in-mesh',
  register({ registerInit }) {
    registerInit({
      deps: { config: coreServices.rootConfig, telemetry: telemetrySourceExtensionPoint },
      async init({ config, telemetry }) {
        const builtIn = config.getOptionalConfig('portal.builtInMesh');
        if (builtIn === undefined) return;
        telemetry.addTelemetrySource({
          mesh: builtIn.getString('mesh'),
          source: new BuiltInMeshTelemetry(builtIn.getString('url')),
        });
      },
    });
  },
});
