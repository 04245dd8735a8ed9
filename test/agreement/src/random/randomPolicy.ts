import {
  CALLERS,
  DURATIONS,
  GATEWAY_NAMESPACES,
  HOME,
  LOAD_TESTING,
  SERVICES,
  VERSIONS,
} from './names';
import { Random } from './Random';
import { randomAccess } from './randomAccess';
import { RandomRings, randomRings } from './randomRings';
import { randomRoutes } from './randomRoutes';
import {
  Fields,
  present,
  randomBreaker,
  randomLimit,
  randomRetries,
  randomRoute,
} from './randomRule';

/**
 * Each limit of a caller of a ring is one more object whose order of creation is permuted, at each step of the
 * release: so few of them are drawn.
 */
const FEWER_BREAKERS = 0.85;

interface Port {
  name: string;
  number: number;
  protocol?: string;
  targetPort?: number;
}

interface Draft {
  random: Random;
  versions: string[];
  rings?: RandomRings;
  hasHttp: boolean;
  global: boolean;
  /** Whether anything would carry out a denial. */
  mayDeny: boolean;
  /** Probability of each aspect of a rule; drawn once, so that some policies are full and some nearly empty. */
  density: number;
}

/**
 * A policy document of any mixture of systems. Most are valid; which of them are is for parser and compiler to
 * say.
 */
export function randomPolicy(random: Random): Fields {
  const service = random.pick(SERVICES);
  const kind = random.pick(['versions', 'versions', 'versions', 'rollout', 'rollout', 'bare']);
  const ports = randomPorts(random, kind === 'rollout');
  const http = ports.filter(({ protocol }) => protocol !== 'tcp');
  const podPorts = ports.map(({ number, targetPort }) => targetPort ?? number);
  const accessControl = random.maybe(0.6, () => randomAccess(random, podPorts));
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
  return {
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: service, namespace: HOME },
    spec: present({
      service: {
        ports,
        workload: { labels: { 'mesh-traffic/service': service } },
      },
      versions: Object.fromEntries(draft.versions.map(name => [name, { labels: labelsOf(name) }])),
      callers: Object.fromEntries(
        random.some(CALLERS, 0, 4).map(name => [name, randomCaller(draft, name)]),
      ),
      otherCallers: randomOthers(draft),
      routes: draft.hasHttp
        ? random.maybe(0.4, () => randomRoutes(random, () => openHome(draft), numbers))
        : undefined,
      exposure: draft.hasHttp ? random.maybe(0.3, () => randomExposure(draft, numbers)) : undefined,
      rateLimiting: draft.global
        ? { scope: 'global' }
        : random.maybe(0.3, () => ({ unlistedCallers: random.pick(['shared', 'each']) })),
      accessControl,
      rollout: draft.rings && withListedCallers(draft, draft.rings),
      monitoring: random.maybe(0.15, () => ({
        dashboard: true,
        denialTags: true,
        recordingRules: true,
        alerts: { failedPercent: 5, latencyP95: '400ms' },
      })),
      probes: draft.hasHttp
        ? random.maybe(0.15, () => ({ calls: { first: { from: random.pick(CALLERS) } } }))
        : undefined,
      retiring: random.maybe(0.1, () => [{ subset: 'gone', labels: { version: 'gone' } }]),
    }),
  };
}

/** Pods of a version; two versions share a label, which only both labels together tell apart. */
export function labelsOf(version: string): Record<string, string> {
  return version === 'canary' ? { version: 'stable', track: 'canary' } : { version };
}

function randomPorts(random: Random, underFlagger: boolean): Port[] {
  const target = random.pick([undefined, 8080]);
  const http: Port = { name: 'http', number: 80, ...(target && { targetPort: target }) };
  const grpc: Port = { name: 'grpc', number: 9090, protocol: 'grpc' };
  const tcp: Port = { name: 'tcp-db', number: 5432, protocol: 'tcp' };
  if (!underFlagger && random.chance(0.08)) return [tcp];
  return [
    http,
    ...(random.chance(0.2) ? [grpc] : []),
    ...(random.chance(underFlagger ? 0 : 0.2) ? [tcp] : []),
  ];
}

/** Where calls may be sent: a route, or a ring that takes anybody. */
function openHome({ random, versions, rings }: Draft): Fields {
  const open = rings?.open ?? [];
  if (open.length > 0 && (versions.length === 0 || random.chance(0.6))) {
    return { ring: random.pick(open) };
  }
  return versions.length > 0 ? { route: randomRoute(random, versions) } : {};
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
    return present({ access, ring, ...shared, ...limits, rateLimit });
  }
  const home = random.chance(0.8) ? openHome(draft) : {};
  const aspects = randomAspects(draft);
  if (rings && !home.route && random.chance(name === HOME ? 0.9 : FEWER_BREAKERS)) {
    delete aspects.circuitBreaker;
  }
  return present({ access, ...home, ...aspects });
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

function randomExposure(draft: Draft, httpPorts: readonly number[]): Fields[] {
  const { random } = draft;
  const hosts = random.pick([['www.example.com'], ['*.example.com'], ['a.example.com', 'b.test']]);
  return random.some(['ingress/public', 'ingress/partners', 'inner'], 1, 2).map(gateway => {
    const home = random.chance(0.7) ? openHome(draft) : {};
    const aspects = randomAspects(draft);
    if (draft.rings && !home.route) delete aspects.circuitBreaker;
    return present({
      name: random.maybe(0.3, () => gateway.replace('/', '-')),
      gateway,
      hosts,
      namespace: random.maybe(0.3, () => random.pick(GATEWAY_NAMESPACES)),
      port: random.maybe(0.3, () => random.pick(httpPorts)),
      ...home,
      ...aspects,
    });
  });
}

/** Some callers are listed by their ring alone. */
function withListedCallers({ random }: Draft, { rollout, open }: RandomRings): Fields {
  if (!random.chance(0.3) || open.length === 0) return rollout;
  const name = random.pick(open);
  const rings = rollout.rings as Record<string, Fields>;
  const callers = [random.pick([CALLERS[0], LOAD_TESTING, 'listed-by-ring'])];
  return { ...rollout, rings: { ...rings, [name]: { ...rings[name], callers } } };
}
