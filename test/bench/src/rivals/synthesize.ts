import type { Manifest } from 'backstage-plugin-mesh-traffic-common';
import { ApiObject, App, Chart } from 'cdk8s';

/** The manifests of a service through cdk8s: one app, one chart, an ApiObject each. */
export function synthesize(manifests: readonly Manifest[]): string {
  const app = new App();
  const chart = new Chart(app, 'chart');
  manifests.map(
    manifest => new ApiObject(chart, `${manifest.kind}-${manifest.metadata.name}`, manifest),
  );
  return app.synthYaml();
}
