import { CALLERS, DURATIONS, HOME, LOAD_TESTING, ROOT, SERVICES, VERSIONS } from './names';
import { type Draft, openHome } from './Draft';
import { Random } from './Random';
import { randomAccess } from './randomAccess';
import { randomExposure } from './randomExposure';
import { randomMonitoring } from './randomMonitoring';
import { isTcp, randomPorts } from './randomPorts';
import { randomProbes } from './randomProbes';
import { RandomRings, randomRings } from './randomRings';
import { randomRoutes } from './randomRoutes';
import { Fields, present, randomBreaker, randomLimit, randomRetries } from './randomRule';
import { randomVersions } from './randomVersions';

/**
 * Each limit of a caller of a ring is one more object whose order of creation is permuted, at each step of the
 * release: so few of them are drawn.
 */
const FEWER_BREAKERS = 0.94;

/** Namespaces that are callers as well, now and then. */
const RARE_CALLERS = ['ingress', LOAD_TESTING, ROOT];

/**
 * A policy document of any mixture of systems. Most are valid; which of them are is for parser and compiler to
 * say.
 */
export function randomPolicy(random: Random): Fields {
  const service = random.pick(SERVICES);
  const kind = random.pick(['versions', 'versions', 'versions', 'rollout', 'rollout', 'bare']);
  const ports = randomPorts(random, kind === 'rollout');
  const http = ports.filter(port => !isTcp(port));
  const podPorts = ports.map(({ number, targetPort }) => targetPort ?? number);
  const accessControl = random.maybe(0.6, () => randomAccess(random, podPorts, http.length > 0));
  const draft: Draft = {
    random,
    versions:
      kind === 'bare' ? [] : random.some(VERSIONS, kind === 'rollout' ? 0 : 1, VERSIONS.length),
    rings: kind === 'rollout' ? randomRings(random, service) : undefined,
    hasHttp: http.length > 0,
    global: random.chance(0.1),
    mayDeny: accessControl !== undefined,
    density: random.pick([0.15, 0.3, 0.5]),
  };
  const numbers = http.map(({ number }) => number);
  const ifHttp = <T>(probability: number, make: () => T) =>
    draft.hasHttp ? random.maybe(probability, make) : undefined;
  const callers = [
    ...random.some(CALLERS, 0, 4),
    ...(random.chance(0.1) ? [random.pick(RARE_CALLERS)] : []),
  ];
  return {
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: present({
      name: service,
      namespace: HOME,
      annotations: random.maybe(0.1, () => ({ 'config.kubernetes.io/local-config': 'true' })),
    }),
    spec: present({
      service: present({
        ports,
        type: random.maybe(0.1, () => 'ClusterIP'),
        workload: random.maybe(0.95, () => randomWorkload(random, service)),
      }),
      versions: randomVersions(random, draft.versions),
      callers: Object.fromEntries(callers.map(name => [name, randomCaller(draft, name)])),
      otherCallers: randomOthers(draft),
      routes: ifHttp(0.4, () => randomRoutes(random, () => openHome(draft), numbers)),
      exposure: ifHttp(0.3, () => randomExposure(draft, () => randomAspects(draft), numbers)),
      rateLimiting: randomCounting(draft),
      accessControl,
      rollout: draft.rings && withListedCallers(draft, draft.rings),
      monitoring: random.maybe(0.15, () => randomMonitoring(random)),
      probes: ifHttp(0.15, () => randomProbes(random, draft.versions, numbers)),
      retiring: random.maybe(0.1, () => randomRetiring(random)),
      suppressions: random.maybe(0.05, () => [
        { code: 'MT1113', reason: 'Others are few.', owner: 'team-a', until: '2099-12-31' },
      ]),
    }),
  };
}

function randomWorkload(random: Random, service: string): Fields {
  return present({
    labels: {
      'mesh-traffic/service': service,
      ...(random.chance(0.2) && { tier: 'backend' }),
    },
    replicas: random.maybe(0.15, () => ({ min: random.int(1, 3), max: random.int(3, 12) })),
  });
}

/** Global limits know no burst, and are kept by a service of any name. */
function randomCounting({ random, global }: Draft): Fields | undefined {
  const unlistedCallers = random.maybe(0.7, () => random.pick(['shared', 'each']));
  if (!global) {
    return random.maybe(0.3, () =>
      present({ scope: random.maybe(0.3, () => 'perPod'), unlistedCallers }),
    );
  }
  return present({
    scope: 'global',
    unlistedCallers: random.chance(0.3) ? unlistedCallers : undefined,
    service: random.maybe(0.4, () => ({ name: 'limits', namespace: 'limiting', port: 9000 })),
  });
}

/** What an earlier change left behind, which no call may come to. */
function randomRetiring(random: Random): Fields[] {
  const labels = { version: 'gone' };
  return random.some(
    [
      { subset: 'gone', labels },
      { subset: 'anything' },
      { version: 'gone', labels },
      { version: 'gone-too', subset: 'gone-too', labels },
    ],
    1,
    2,
  );
}

function randomAspects({ random, hasHttp, global, density }: Draft): Fields {
  return present({
    timeout: hasHttp ? random.maybe(density, () => random.pick(DURATIONS)) : undefined,
    retries: hasHttp ? random.maybe(density, () => randomRetries(random)) : undefined,
    circuitBreaker: random.maybe(density, () => randomBreaker(random)),
    rateLimit: hasHttp ? random.maybe(density, () => randomLimit(random, !global)) : undefined,
  });
}

function randomCaller(draft: Draft, name: string): Fields {
  const { random, rings } = draft;
  const closed = rings?.closed ?? [];
  const access = randomVerdict(draft, 0.4);
  if (closed.length > 0 && random.chance(0.4)) {
    const ring = random.pick(closed);
    // Callers of such a ring share timeout and retries.
    const shared = { timeout: random.maybe(0.1, () => '3s') };
    const { circuitBreaker, rateLimit } = randomAspects(draft);
    const limits = random.chance(FEWER_BREAKERS) ? {} : present({ circuitBreaker });
    return present({ ...forPeople(random), access, ring, ...shared, ...limits, rateLimit });
  }
  const home = random.chance(0.8) ? openHome(draft) : {};
  const aspects = randomAspects(draft);
  if (rings && !home.route && random.chance(name === HOME ? 0.9 : FEWER_BREAKERS)) {
    delete aspects.circuitBreaker;
  }
  return present({ ...forPeople(random), access, ...home, ...aspects });
}

function forPeople(random: Random): Fields {
  return present({
    purpose: random.maybe(0.05, () => 'Checkout'),
    until: random.maybe(0.05, () => '2099-12-31'),
  });
}

function randomOthers(draft: Draft): Fields {
  const home = openHome(draft);
  const aspects = randomAspects(draft);
  if (draft.rings && !home.route) delete aspects.circuitBreaker;
  return present({
    access: randomVerdict(draft, 0.5),
    ...home,
    ...aspects,
  });
}

function randomVerdict({ random, mayDeny }: Draft, probability: number): string | undefined {
  return random.maybe(probability, () => random.pick(mayDeny ? ['allow', 'deny'] : ['allow']));
}

/** Some callers are listed by their ring alone. */
function withListedCallers({ random }: Draft, { rollout, open, closed }: RandomRings): Fields {
  const all = [...open, ...closed];
  if (!random.chance(0.3) || all.length === 0) return rollout;
  const name = random.pick(all);
  const rings = rollout.rings as Record<string, Fields>;
  const callers = random.some([CALLERS[0], LOAD_TESTING, 'listed-by-ring'], 1, 2);
  return { ...rollout, rings: { ...rings, [name]: { ...rings[name], callers } } };
}
