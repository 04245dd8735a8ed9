import { CallLedger } from '../model/CallLedger';
import { istioLabels, Peer, serviceOfHost, unknownPeer } from '../model/istioLabels';
import { trafficSnapshot, TrafficSnapshotInput } from './trafficSnapshot';

const HOST = 'backend.shared-services.svc.cluster.local';
const peer = (namespace: string, workload: string, version: string): Peer => ({
  ...unknownPeer,
  namespace,
  workload,
  version,
});

interface Calls {
  reporter?: 'source' | 'destination';
  from?: string;
  version?: string;
  workload?: string;
  code?: number;
  durationMs?: number;
  mutualTls?: boolean;
}

function record(ledger: CallLedger, count: number, calls: Calls = {}): void {
  const series = ledger.series(
    istioLabels({
      reporter: calls.reporter ?? 'source',
      source: peer(calls.from ?? 'prod', calls.from === 'unknown' ? 'unknown' : 'shop', 'v1'),
      destination: peer('shared-services', calls.workload ?? 'backend', calls.version ?? 'stable'),
      service: serviceOfHost(HOST),
      code: calls.code ?? 200,
      flags: '-',
      mutualTls: calls.mutualTls ?? true,
    }),
  );
  for (let call = 0; call < count; call += 1) ledger.record(series, calls.durationMs ?? 60);
}

function snapshotOf(fill: (ledger: CallLedger) => void, input: Partial<TrafficSnapshotInput> = {}) {
  const ledger = new CallLedger();
  const before = ledger.sample(1000);
  fill(ledger);
  return trafficSnapshot({
    service: { mesh: 'demo', namespace: 'shared-services', service: 'backend' },
    hosts: new Set([HOST]),
    rolledOut: new Set(),
    windowSeconds: 60,
    stepSeconds: 30,
    panels: true,
    labels: ledger.labels,
    samples: [before, ledger.sample(1060)],
    rollouts: [],
    ...input,
  });
}

describe('trafficSnapshot', () => {
  it('counts calls, failures and versions per caller as the sources saw them', () => {
    const { callers, totals } = snapshotOf(ledger => {
      record(ledger, 90, { from: 'staging' });
      record(ledger, 10, { from: 'staging', version: 'canary', code: 500 });
      record(ledger, 300, { from: 'prod' });
      record(ledger, 1, { from: 'prod', version: 'unknown', code: 0 });
    });
    expect(
      callers.map(({ namespace, requestsPerMinute }) => [namespace, requestsPerMinute]),
    ).toEqual([
      ['prod', 301],
      ['staging', 100],
    ]);
    const [prod, staging] = callers;
    expect(staging).toMatchObject({ failedPerMinute: 10, failedShare: 0.1 });
    expect(staging.versions).toEqual([
      { version: 'canary', requestsPerMinute: 10, requests: 10, share: 0.1 },
      { version: 'stable', requestsPerMinute: 90, requests: 90, share: 0.9 },
    ]);
    expect(prod).toMatchObject({ failedPerMinute: 1, failedShare: 1 / 301 });
    expect(prod.versions.map(({ version }) => version)).toEqual(['stable']);
    expect(totals).toMatchObject({ requestsPerMinute: 401, failedPerMinute: 11 });
  });

  it('counts what was turned away at the destination, outside of failures and latency', () => {
    const { callers } = snapshotOf(ledger => {
      record(ledger, 20, { durationMs: 60 });
      record(ledger, 5, { code: 500, durationMs: 60 });
      record(ledger, 10, { code: 403, durationMs: 1 });
      record(ledger, 25, { reporter: 'destination' });
      record(ledger, 6, { reporter: 'destination', code: 403 });
      record(ledger, 4, { reporter: 'destination', code: 429 });
    });
    expect(callers[0]).toMatchObject({
      requestsPerMinute: 35,
      failedPerMinute: 5,
      failedShare: 5 / 25,
      turnedAwayPerMinute: 10,
      mutualTlsShare: 1,
      p50Ms: 75,
    });
  });

  it('has no number where nothing was measured', () => {
    const { callers } = snapshotOf(ledger => record(ledger, 5, { code: 403 }));
    const [caller] = callers;
    expect(caller.requestsPerMinute).toBe(5);
    for (const absent of ['turnedAwayPerMinute', 'p95Ms', 'mutualTlsShare']) {
      expect(caller).not.toHaveProperty(absent);
    }
  });

  it('shows a caller without identity by what the destination saw', () => {
    const { callers } = snapshotOf(ledger =>
      record(ledger, 30, { reporter: 'destination', from: 'unknown', mutualTls: false }),
    );
    expect(callers).toHaveLength(1);
    expect(callers[0]).toMatchObject({
      namespace: 'unknown',
      requestsPerMinute: 30,
      mutualTlsShare: 0,
    });
  });

  it('is empty for a service that nobody calls, without zeros', () => {
    const snapshot = snapshotOf(ledger => record(ledger, 5), { hosts: new Set(['other']) });
    expect(snapshot).toMatchObject({ callers: [], totals: {}, panels: [] });
  });

  it('tells old and new pods of a rollout apart by their workload', () => {
    const { callers } = snapshotOf(
      ledger => {
        record(ledger, 30, { workload: 'backend-primary', version: 'v2' });
        record(ledger, 10, { workload: 'backend', version: 'v2' });
      },
      { rolledOut: new Set(['backend', 'backend-primary']) },
    );
    expect(callers[0].versions.map(({ version, share }) => [version, share])).toEqual([
      ['backend', 0.25],
      ['backend-primary', 0.75],
    ]);
  });

  it('leaves out who was silent in the window', () => {
    const { callers } = snapshotOf(ledger => {
      record(ledger, 5);
      record(ledger, 0, { from: 'dev' });
    });
    expect(callers.map(({ namespace }) => namespace)).toEqual(['prod']);
  });

  it('answers for its own time when it is younger than the window', () => {
    const { callers } = snapshotOf(ledger => record(ledger, 60), { windowSeconds: 3600 });
    expect(callers[0].requestsPerMinute).toBe(60);
  });

  it('draws gaps where nothing was counted yet', () => {
    const { panels } = snapshotOf(ledger => record(ledger, 60), { panelSeconds: 90 });
    const requests = panels.find(({ id }) => id === 'requests');
    expect(requests).toEqual({
      id: 'requests',
      unit: 'perMinute',
      series: [
        {
          labels: { caller: 'prod' },
          points: [[960], [990], [1020], [1050, 60]],
        },
      ],
    });
    expect(panels.map(({ id }) => id)).toEqual(['requests', 'failed', 'latencyP95', 'versions']);
  });

  it('leaves the panels out when they are not wanted', () => {
    expect(snapshotOf(ledger => record(ledger, 60), { panels: false }).panels).toEqual([]);
  });
});
