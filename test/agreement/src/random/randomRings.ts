import { LOAD_TESTING } from './names';
import { Random } from './Random';
import { Fields, present } from './randomRule';
import { randomHeaders } from './randomRoutes';

/** Label of calling pods that A/B tests ask for. */
export const TESTER_LABEL = { role: 'tester' };

const STEPS = [
  { stepWeight: 20, maxWeight: 60 },
  { stepWeight: 30, maxWeight: 50, promotionStepWeight: 50 },
  { stepWeights: [1, 50] },
  { stepWeights: [5, 40, 100] },
  { stepWeight: 25 },
  { maxWeight: 30 },
  {},
];

/**
 * Rings by name. `open` rings take callers that nobody has named, `closed` ones must know all of them; those that
 * are only being prepared are neither.
 */
export interface RandomRings {
  rollout: Fields;
  open: string[];
  closed: string[];
}

/** A rollout of one or two rings, of every kind that Flagger has. */
export function randomRings(random: Random, service: string): RandomRings {
  const names = random.some(['early', 'late'], 1, 2);
  const rings: RandomRings = { rollout: {}, open: [], closed: [] };
  const byName: Record<string, Fields> = {};
  let tester = false;
  names.forEach((name, index) => {
    // The workload may be called like the service: then Flagger takes that Service over.
    const workload = randomTarget(
      random,
      index === 0 && random.chance(0.25) ? service : `${service}-${name}`,
    );
    const kind = kindOfRing(random);
    const loadTest = random.maybe(0.4, () => randomLoadTest(random));
    const gate = random.maybe(0.3, () => randomGate(random, kind));
    const prepare = random.maybe(0.06, () => true);
    tester ||= loadTest !== undefined || (gate !== undefined && gate.url === undefined);
    byName[name] = present({
      workload,
      prepare,
      ...kind,
      thresholds: random.maybe(0.3, () => randomThresholds(random)),
      loadTest,
      gate: gate?.type === 'manual' && !gate.at ? 'manual' : gate,
      progressDeadlineSeconds: random.maybe(0.1, () => 120),
    });
    if (prepare) return;
    (kind.abTest || kind.sessionAffinity ? rings.closed : rings.open).push(name);
  });
  rings.rollout = present({
    metricsServer: random.maybe(0.1, () => 'http://prometheus.example.com'),
    loadTester:
      tester || random.chance(0.2)
        ? {
            namespace: LOAD_TESTING,
            ...(random.chance(0.2) && { name: 'tester', port: 8080 }),
          }
        : undefined,
    rings: byName,
  });
  return rings;
}

/** The workload that is rolled out; the label that tells its pods may be called otherwise than it. */
function randomTarget(random: Random, name: string): unknown {
  if (random.chance(0.7)) return name;
  return present({
    name,
    kind: random.maybe(0.5, () => random.pick(['Deployment', 'DaemonSet'])),
    selector: random.maybe(0.5, () =>
      random.pick<Fields>([
        { app: name },
        { name: `${name}-pods`, tier: 'backend' },
        { 'app.kubernetes.io/name': `${name}-pods` },
      ]),
    ),
    autoscaler: random.maybe(0.2, () => name),
  });
}

function kindOfRing(random: Random): Fields {
  const interval = random.maybe(0.2, () => random.pick(['10s', '90s', '2m']));
  const pace = present({ interval, ...random.pick(STEPS) });
  const iterations = random.maybe(0.8, () => random.int(1, 2));
  switch (random.int(0, 5)) {
    case 0:
      return {
        pace: present({ interval, iterations }),
        abTest: { match: Array.from({ length: random.int(1, 2) }, () => condition(random)) },
      };
    case 1:
      return present({
        pace: present({ interval, iterations }),
        blueGreen: {},
        mirroring: random.maybe(0.4, () => ({ percent: random.int(1, 100) })),
      });
    case 2:
      return { pace, mirroring: present({ percent: random.maybe(0.8, () => random.int(1, 100)) }) };
    case 3:
      return {
        pace,
        sessionAffinity: present({
          cookieName: 'ring',
          maxAgeSeconds: random.maybe(0.3, () => 60),
          primaryCookieName: random.maybe(0.4, () => 'before'),
        }),
      };
    default:
      return random.chance(0.2) ? {} : { pace };
  }
}

function condition(random: Random): Fields {
  const byLabels = random.chance(0.4);
  return present({
    headers: byLabels && random.chance(0.7) ? undefined : randomHeaders(random),
    sourceLabels: byLabels ? TESTER_LABEL : undefined,
  });
}

function randomLoadTest(random: Random): unknown {
  return random.pick<unknown>([
    true,
    { path: '/health' },
    { requestsPerSecond: 5, connections: 1 },
    { command: 'ghz --insecure api-canary.shop:9090' },
  ]);
}

/** A gate of any kind; the walk through a release finds all of them open. */
function randomGate(random: Random, { abTest, blueGreen }: Fields): Fields {
  const places = ['rollout', 'promotion', ...(abTest || blueGreen ? [] : ['trafficIncrease'])];
  const gate = random.pick<Fields>([
    { type: 'manual' },
    { type: 'url', url: 'https://gates.example.com/api' },
    { type: 'check', command: 'test -e /tmp/open' },
  ]);
  return present({ ...gate, at: random.maybe(0.5, () => random.pick(places)) });
}

function randomThresholds(random: Random): Fields {
  const metric = {
    name: 'queue-length',
    template: { name: 'queue', ...(random.chance(0.5) && { namespace: 'monitoring' }) },
    ...random.pick([{ max: 100 }, { min: 1 }, { min: 0.5, max: 2 }]),
    interval: '1m',
    ...(random.chance(0.4) && { variables: { queue: 'orders' } }),
  };
  return present({
    successRate: random.maybe(0.4, () => 99.5),
    latencyP99: random.maybe(0.5, () => '400ms'),
    failedChecks: random.maybe(0.5, () => 2),
    metrics: random.maybe(0.4, () => [metric]),
  });
}
