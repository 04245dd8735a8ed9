import fc from 'fast-check';
import { expand } from '../effective';
import { parsePolicy } from '../policy/parsePolicy';
import { createSimulator, SimulationResult } from '../simulate';
import { compile } from '.';
import { policyDocument } from './__testUtils__/policyDocument';
import { rolloutDocument } from './__testUtils__/rolloutDocument';
import { deploymentOf, namespaceOf, serviceOf } from './__testUtils__/world';

/**
 * Document and simulator know nothing of each other: one is compiled, the other reads the manifests by Istio's
 * rules. What a call meets must be what the document says.
 */

const NAMESPACES = [
  'prod',
  'staging',
  'dev',
  'qa',
  'others',
  'a-b',
  'x'.repeat(63),
  'shop',
  'stranger',
];

/** Deployment to percent of the calls that reach it, in whole percent. */
function reached({ destinations }: SimulationResult): Record<string, number> {
  const shares: Record<string, number> = {};
  for (const { weight = 100, pods, fails } of destinations) {
    const [name = 'none'] = fails ? [fails] : Object.keys(pods);
    if (weight > 0) shares[name] = (shares[name] ?? 0) + weight;
  }
  return shares;
}

/** Extra tries of Istio's default, which the simulator answers by name. */
const ISTIO_ATTEMPTS = 2;

function attempts({ retries }: SimulationResult): number | undefined {
  return typeof retries === 'object' ? retries.attempts : ISTIO_ATTEMPTS;
}

function present(route: Record<string, number>, prefix: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(route)
      .filter(([, weight]) => weight > 0)
      .map(([version, weight]) => [`${prefix}${version}`, weight]),
  );
}

const VERSIONS = ['stable', 'canary', 'v1-2', 'prod-stable'];

it('sends the calls of every namespace where the document says, as long and as often as it says', () => {
  fc.assert(
    fc.property(policyDocument, document => {
      const { policy } = parsePolicy(document);
      const { manifests } = compile(policy!);
      const { callers, otherCallers, routes } = policy!.spec;
      const simulator = createSimulator([
        ...NAMESPACES.map(namespaceOf),
        serviceOf('backend', 'shop', { app: 'backend' }),
        ...VERSIONS.map(version =>
          deploymentOf(
            `backend-${version}`,
            'shop',
            { app: 'backend', version },
            { 'mesh-traffic/service': 'backend' },
          ),
        ),
        ...manifests,
      ]);
      expect(simulator.refused).toEqual([]);
      for (const from of NAMESPACES) {
        const listed = Object.hasOwn(callers, from);
        const rule = listed ? callers[from] : otherCallers;
        const call = { from, host: 'backend.shop.svc.cluster.local' };
        const plain = simulator.simulate(call);
        const route = rule.route ?? otherCallers.route ?? {};
        expect(reached(plain)).toEqual(present(route, 'backend-'));
        expect(plain.timeout).toBe(rule.timeout ?? 'none');
        expect(attempts(plain)).toBe(rule.retries?.attempts ?? ISTIO_ATTEMPTS);
        const access = listed ? rule.access : otherCallers.access;
        const limits = plain.destinations.map(({ breaker }) => breaker?.maxConnections);
        expect(new Set(limits)).toEqual(new Set([rule.circuitBreaker?.maxConnections]));
        const arrivals = plain.destinations.map(({ arrival }) => arrival?.access);
        expect(new Set(arrivals)).toEqual(new Set([access]));

        const api = routes.find(
          ({ match, callers: only }) => match.path && (!only || only.includes(from)),
        );
        const byPath = simulator.simulate({ ...call, path: '/api/x' });
        expect(reached(byPath)).toEqual(present(api?.route ?? route, 'backend-'));
        expect(byPath.timeout).toBe(api?.timeout ?? rule.timeout ?? 'none');
      }
    }),
    { numRuns: 60 },
  );
});

it('sends the callers of a ring to its primary and, in a release, to its canary', () => {
  const weight = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(rolloutDocument, weight, (document, canaryWeight) => {
      const { policy } = parsePolicy(document);
      const { manifests } = compile(policy!);
      const { callers, otherCallers, rollout } = policy!.spec;
      const state = {
        phase: 'Progressing' as const,
        canaryWeight,
        iterations: 0,
        failedChecks: 0,
        mirroring: false,
      };
      const label = { 'mesh-traffic/service': 'api' };
      const simulator = createSimulator(
        expand(
          [
            ...NAMESPACES.map(namespaceOf),
            serviceOf('api', 'shop', { app: 'api-late-primary' }),
            deploymentOf('api-early', 'shop', { app: 'api-early' }, label),
            deploymentOf('api-late', 'shop', { app: 'api-late' }, label),
            deploymentOf('api-fixed', 'shop', { app: 'api-fixed' }, { ...label, version: 'fixed' }),
            ...manifests,
          ],
          { states: { 'shop/api-early': state, 'shop/api-late': state } },
        ),
      );
      expect(simulator.refused).toEqual([]);
      for (const from of NAMESPACES) {
        const rule = Object.hasOwn(callers, from) ? callers[from] : otherCallers;
        const result = simulator.simulate({ from, host: 'api.shop.svc.cluster.local' });
        const target = rollout!.rings[rule.ring ?? '']?.workload.name;
        const expected: Record<string, number> = rule.ring
          ? { [`${target}-primary`]: 100 - canaryWeight, [target]: canaryWeight }
          : { 'api-fixed': 100 };
        expect(reached(result)).toEqual(present(expected, ''));
        const limits = result.destinations.map(({ breaker }) => breaker?.maxConnections);
        expect(new Set(limits)).toEqual(new Set([rule.circuitBreaker?.maxConnections]));
      }
    }),
    { numRuns: 60 },
  );
});
