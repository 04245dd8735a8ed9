import { createBackendModule } from '@backstage/backend-plugin-api';
import { TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import {
  TelemetrySource,
  telemetrySourceExtensionPoint,
  TrafficQuery,
} from 'backstage-plugin-mesh-traffic-node';
import { Forge, startForge } from 'forge';
import { ANA, Portal, startPortal } from './__testUtils__/startPortal';
import { BACKEND } from './__testUtils__/useForgeAndPortal';

jest.setTimeout(60_000);

function moduleWith(source: TelemetrySource) {
  return createBackendModule({
    pluginId: 'mesh-traffic',
    moduleId: 'telemetry-of-this-test',
    register(env) {
      env.registerInit({
        deps: { telemetry: telemetrySourceExtensionPoint },
        async init({ telemetry }) {
          telemetry.addTelemetrySource({ mesh: 'production', source });
        },
      });
    },
  });
}

/** Staging sends a tenth to the pods labelled `version: canary`. */
function measured({ service, windowSeconds, stepSeconds }: TrafficQuery): TrafficSnapshot {
  const versions = [
    { version: 'stable', requests: 9000, requestsPerMinute: 600, share: 0.9 },
    { version: 'canary', requests: 1000, requestsPerMinute: 67, share: 0.1 },
  ];
  return {
    service,
    source: 'this test',
    takenAt: new Date().toISOString(),
    windowSeconds,
    stepSeconds,
    totals: { requestsPerMinute: 667 },
    callers: [{ namespace: 'staging', requestsPerMinute: 667, versions }],
    panels: [],
    rollouts: [],
    stale: false,
    gaps: [],
    truncated: 0,
  };
}

describe('a mesh without Prometheus', () => {
  let forge: Forge;
  let portal: Portal;

  beforeEach(async () => {
    forge = await startForge();
  });

  afterEach(async () => {
    await portal.close();
    await forge.close();
  });

  it('shows the numbers of the source that a module brings, and judges them', async () => {
    const source = { name: 'this test', readTraffic: jest.fn(async q => measured(q)) };
    portal = await startPortal({ forge, features: [moduleWith(source)] });
    // Traffic does not wait long for a plan that is not known yet.
    await portal.as(ANA).getPolicy(BACKEND);
    const answers = await Promise.all([1, 2].map(() => portal.as(ANA).getTraffic(BACKEND)));
    expect(answers[0].snapshot).toMatchObject({ source: 'this test', windowSeconds: 900 });
    expect(answers[0].verdicts.staging).toMatchObject({ word: 'asPlanned', stage: 'live' });
    expect(source.readTraffic.mock.calls).toEqual([
      [expect.objectContaining({ windowSeconds: 900, panelSeconds: 1800, panels: true })],
    ]);
  });

  it('says whom to ask when nothing measures it', async () => {
    portal = await startPortal({ forge });
    await expect(portal.as(ANA).getTraffic(BACKEND)).rejects.toMatchObject({
      statusCode: 503,
      cause: { message: expect.stringContaining('Nothing measures the mesh "production".') },
    });
  });
});
