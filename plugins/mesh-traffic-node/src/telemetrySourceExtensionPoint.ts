import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { TelemetrySource } from './TelemetrySource';

/** Takes the telemetry sources that modules bring along. */
export interface TelemetrySourceExtensionPoint {
  /**
   * Registers the source of one mesh.
   *
   * @param registration - `mesh` is the name in `meshTraffic.meshes`
   * @throws Error when the mesh already has a source
   */
  addTelemetrySource(registration: { mesh: string; source: TelemetrySource }): void;
}

/** Extension point of the plugin `mesh-traffic` for meshes that are not measured by Prometheus. */
export const telemetrySourceExtensionPoint = createExtensionPoint<TelemetrySourceExtensionPoint>({
  id: 'mesh-traffic.telemetry-source',
});
