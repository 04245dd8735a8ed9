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
    const workload = index === 0 && random.chance(0.25) ? service : `${service}-${name}`;
    const kind = kindOfRing(random);
    const loadTest = random.maybe(0.4, () => ({ path: '/health' }));
    const gate = random.maybe(0.3, () =>
      random.pick(['manual', { type: 'url', url: 'https://gates.example.com/api' }]),
    );
    const prepare = random.maybe(0.06, () => true);
    tester ||= loadTest !== undefined || gate === 'manual';
    byName[name] = present({
      workload,
      prepare,
      ...kind,
      thresholds: random.maybe(0.3, () => ({ latencyP99: '400ms', failedChecks: 2 })),
      loadTest,
      gate,
    });
    if (prepare) return;
    (kind.abTest || kind.sessionAffinity ? rings.closed : rings.open).push(name);
  });
  rings.rollout = present({
    loadTester: tester || random.chance(0.2) ? { namespace: LOAD_TESTING } : undefined,
    rings: byName,
  });
  return rings;
}

function kindOfRing(random: Random): Fields {
  const pace = random.pick(STEPS);
  switch (random.int(0, 5)) {
    case 0:
      return { pace: { iterations: random.int(1, 2) }, abTest: { match: [condition(random)] } };
    case 1:
      return present({
        pace: { iterations: random.int(1, 2) },
        blueGreen: {},
        mirroring: random.maybe(0.4, () => ({ percent: random.int(1, 100) })),
      });
    case 2:
      return { pace, mirroring: { percent: random.int(1, 100) } };
    case 3:
      return { pace, sessionAffinity: { cookieName: 'ring' } };
    default:
      return { pace };
  }
}

function condition(random: Random): Fields {
  if (random.chance(0.4)) return { sourceLabels: TESTER_LABEL };
  return { headers: randomHeaders(random) };
}
