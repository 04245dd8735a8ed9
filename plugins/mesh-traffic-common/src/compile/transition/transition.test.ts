import fc from 'fast-check';
import { Manifest } from '../../kubernetes/manifest';
import { parseNamespacePolicy } from '../../policy/parseNamespacePolicy';
import { parsePolicy } from '../../policy/parsePolicy';
import { RoutingPolicy } from '../../policy/schema';
import { compile, lintNamespaceTransition, lintTransition, retiringAfter } from '..';
import { policyDocument } from '../__testUtils__/policyDocument';
import { heldSubsets, Reference, routeReferences } from './references';

function policyOf(spec: Record<string, unknown>): RoutingPolicy {
  const { policy, diagnostics } = parsePolicy({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: {
        ports: [{ name: 'http', number: 80 }],
        workload: { labels: { 'mesh-traffic/service': 'api' } },
      },
      ...spec,
    },
  });
  if (!policy) throw new Error(diagnostics[0].message);
  return policy;
}

const versions = { a: { labels: { v: 'a' } }, b: { labels: { v: 'b' } } };
const rings = { main: { workload: 'api-main' } };

it('keeps subsets of the old routes for one change', () => {
  const before = policyOf({ versions, otherCallers: { route: { a: 50, b: 50 } } });
  const after = policyOf({ versions: { a: versions.a }, otherCallers: { route: { a: 100 } } });
  const [found] = lintTransition(before, after);
  expect(found).toMatchObject({
    code: 'MT1250',
    severity: 'error',
    cures: [{ patch: { spec: { retiring: [{ subset: 'b', labels: { v: 'b' } }] } } }],
  });

  const kept = { ...after, spec: { ...after.spec, retiring: retiringAfter(before, after) } };
  expect(lintTransition(before, kept)).toEqual([]);
  expect(retiringAfter(kept, after)).toEqual([]);
  expect(lintTransition(kept, after)).toEqual([]);
});

it('says the stages of a move to Flagger and back', () => {
  const fixed = policyOf({ versions, otherCallers: { route: { a: 100 } } });
  const both = policyOf({ versions, otherCallers: { route: { a: 100 } }, rollout: { rings } });
  const rolled = policyOf({ versions, otherCallers: { ring: 'main' }, rollout: { rings } });
  const withRetiring = (policy: RoutingPolicy, from: RoutingPolicy) => ({
    ...policy,
    spec: { ...policy.spec, retiring: retiringAfter(from, policy) },
  });
  expect(lintTransition(fixed, withRetiring(rolled, fixed))).toMatchObject([{ code: 'MT1252' }]);
  expect(lintTransition(rolled, fixed)).toMatchObject([{ code: 'MT1253' }]);
  expect(lintTransition(fixed, withRetiring(both, fixed))).toEqual([]);
  expect(lintTransition(both, rolled)).toEqual([]);
  expect(lintTransition(rolled, both)).toEqual([]);
});

it('finds the Service of a fixed version that goes together with its route', () => {
  const before = policyOf({ versions, otherCallers: { route: { b: 100 } }, rollout: { rings } });
  const after = policyOf({
    versions: { a: versions.a },
    otherCallers: { route: { a: 100 } },
    rollout: { rings },
  });
  expect(lintTransition(before, after)).toMatchObject([{ code: 'MT1251', severity: 'error' }]);
});

it('warns that a release starts again when its port changes', () => {
  const before = policyOf({ otherCallers: { ring: 'main' }, rollout: { rings } });
  const after = policyOf({
    service: {
      ports: [{ name: 'http', number: 81 }],
      workload: { labels: { 'mesh-traffic/service': 'api' } },
    },
    otherCallers: { ring: 'main' },
    rollout: { rings },
  });
  expect(lintTransition(before, after)).toMatchObject([{ code: 'MT1254', severity: 'warning' }]);
});

it('lets a namespace join the mesh and refuse plain text in two changes only', () => {
  const namespace = (spec: object) =>
    parseNamespacePolicy({
      apiVersion: 'mesh-traffic/v1alpha1',
      kind: 'NamespacePolicy',
      metadata: { name: 'shop' },
      spec,
    }).policy!;
  const strict = namespace({ injection: 'enabled', mtls: 'STRICT' });
  expect(lintNamespaceTransition(undefined, strict)).toMatchObject([{ code: 'MT1256' }]);
  expect(lintNamespaceTransition(namespace({ injection: 'enabled' }), strict)).toEqual([]);
});

it('never leaves a route to a missing subset, whichever objects are applied first within a wave', () => {
  fc.assert(
    fc.property(policyDocument, policyDocument, (one, two) => {
      const before = parsePolicy(one).policy;
      const plain = parsePolicy(two).policy;
      if (!before || !plain) throw new Error('the generator makes valid documents');
      const retiring = retiringAfter(before, plain);
      const after = { ...plain, spec: { ...plain.spec, retiring } };
      const old = compile(before).manifests;
      const next = compile(after).manifests;
      const wave = (number: string) =>
        next.filter(
          ({ metadata }) => metadata.annotations?.['argocd.argoproj.io/sync-wave'] === number,
        );
      const cluster = new Map(old.map(manifest => [key(manifest), manifest]));
      for (const number of ['0', '1']) {
        for (const manifest of wave(number)) {
          cluster.set(key(manifest), manifest);
          expect(missingSubsets([...cluster.values()])).toEqual([]);
        }
      }
      expect(missingSubsets(next)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

function key({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}

function missingSubsets(manifests: Manifest[]): Reference[] {
  const held = heldSubsets(manifests);
  return routeReferences(manifests).filter(
    ({ host, subset }) => subset !== undefined && !held.has(`${host} ${subset}`),
  );
}
