import { ServiceUnavailableError } from '@backstage/errors';
import { parsePolicy, TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { TrafficQuery } from 'backstage-plugin-mesh-traffic-node';
import { CurrentPlan } from '../policy/PolicyService';
import { TrafficService } from './TrafficService';

const service = {
  mesh: 'production',
  namespace: 'shared-services',
  service: 'backend',
  mappedBy: [],
};

const { policy: rolledOut, diagnostics } = parsePolicy({
  apiVersion: 'mesh-traffic/v1alpha1',
  kind: 'RoutingPolicy',
  metadata: { name: 'backend', namespace: 'shared-services' },
  spec: {
    service: {
      ports: [{ name: 'http', number: 80, protocol: 'http' }],
      workload: { labels: { 'mesh-traffic/service': 'backend' } },
    },
    callers: { prod: { access: 'allow', ring: 'all' } },
    otherCallers: { access: 'allow', ring: 'all' },
    rollout: { rings: { all: { workload: { name: 'backend-all' } } } },
  },
});

if (!rolledOut) throw new Error(JSON.stringify(diagnostics));

function setup() {
  const asked: TrafficQuery[] = [];
  const state = { now: 0, plan: async (): Promise<CurrentPlan> => ({ policy: rolledOut }) };
  const traffic = new TrafficService({
    mesh: 'production',
    source: {
      name: 'test',
      readTraffic: async (query): Promise<TrafficSnapshot> => {
        asked.push(query);
        return {
          service: query.service,
          source: 'test',
          takenAt: new Date(state.now).toISOString(),
          windowSeconds: query.windowSeconds,
          stepSeconds: query.stepSeconds,
          totals: {},
          callers: [],
          panels: [],
          rollouts: [],
          stale: false,
          gaps: [],
          truncated: 0,
        };
      },
    },
    readPlan: () => state.plan(),
    now: () => state.now,
  });
  return { asked, state, traffic };
}

describe('traffic of a service that Flagger rolls out', () => {
  it('is that of its rings, also while the repository does not answer', async () => {
    const { asked, state, traffic } = setup();
    await traffic.read(service);
    expect(asked[0].rollout).toEqual({
      services: ['backend-all', 'backend-all-canary', 'backend-all-primary'],
      targets: ['backend-all'],
    });

    state.now += 60_000;
    state.plan = async () => {
      throw new ServiceUnavailableError('The forge is down.');
    };
    await traffic.read(service);
    expect(asked[1].rollout).toEqual(asked[0].rollout);
  });

  it('is that of the service alone once the rollout is gone', async () => {
    const { asked, state, traffic } = setup();
    await traffic.read(service);
    state.plan = async () => ({});
    await traffic.read(service);
    expect(asked[1].rollout).toBeUndefined();
  });

  it('is measured once for the tab and for a review', async () => {
    const { asked, traffic } = setup();
    await traffic.read(service);
    await traffic.peek(service);
    expect(asked).toHaveLength(1);
  });
});
