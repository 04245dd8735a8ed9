import fc from 'fast-check';
import { hasErrors } from '../../diagnostic';
import { Manifest } from '../../kubernetes/manifest';
import { parseNamespacePolicy } from '../../policy/parseNamespacePolicy';
import { parsePolicy } from '../../policy/parsePolicy';
import { RoutingPolicy } from '../../policy/schema';
import { compile, lintNamespaceTransition, lintTransition, retiringAfter } from '..';
import { policyDocument } from '../__testUtils__/policyDocument';
import { rolloutDocument } from '../__testUtils__/rolloutDocument';
import { heldSubsets, routeReferences } from './references';

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

it('says the stages of a move from one ring to another', () => {
  const one = policyOf({ otherCallers: { ring: 'main' }, rollout: { rings } });
  const both = { ...rings, next: { workload: 'api-next' } };
  const prepared = policyOf({ otherCallers: { ring: 'main' }, rollout: { rings: both } });
  const moved = policyOf({ otherCallers: { ring: 'next' }, rollout: { rings: both } });
  const renamed = policyOf({
    otherCallers: { ring: 'main' },
    rollout: { rings: { main: both.next } },
  });
  expect(lintTransition(one, renamed)).toMatchObject([{ code: 'MT1252' }, { code: 'MT1253' }]);
  expect(lintTransition(one, prepared)).toEqual([]);
  expect(lintTransition(prepared, moved)).toEqual([]);
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

it('does not let a first policy begin in a ring', () => {
  const first = policyOf({ otherCallers: { ring: 'main' }, rollout: { rings } });
  expect(lintTransition(undefined, first)).toMatchObject([{ code: 'MT1252', severity: 'error' }]);
  const staged = policyOf({ otherCallers: {}, rollout: { rings } });
  expect(lintTransition(undefined, staged)).toEqual([]);
});

it('warns of labels that the pods may not carry yet', () => {
  const labelled = (workload: object, a: object, more: object = { accessControl: {} }) =>
    policyOf({
      service: { ports: [{ name: 'http', number: 80 }], workload: { labels: workload } },
      versions: { a: { labels: a }, unused: { labels: a } },
      otherCallers: { route: { a: 100 } },
      ...more,
    });
  const before = labelled({ own: 'api' }, { v: 'a' });
  expect(lintTransition(before, labelled({ other: 'x' }, { v: 'a' }))).toMatchObject([
    { code: 'MT1258', severity: 'warning', path: 'spec.service.workload.labels' },
  ]);
  expect(lintTransition(before, labelled({ own: 'api' }, { v: 'b' }))).toMatchObject([
    { code: 'MT1258', severity: 'warning', path: 'spec.versions.a.labels' },
  ]);
  const two = labelled({ own: 'api' }, { v: 'a', w: 'a' });
  expect(lintTransition(two, before)).toEqual([]);
  const unguarded = labelled({ own: 'api' }, { v: 'a' }, {});
  expect(lintTransition(unguarded, labelled({ other: 'x' }, { v: 'a' }, {}))).toEqual([]);
});

it('warns that Flagger follows later when the callers of an A/B test change', () => {
  const tested = { main: { ...rings.main, abTest: { match: [{ headers: { 'x-beta': 'yes' } }] } } };
  const policy = (names: string[], of: object) =>
    policyOf({
      callers: Object.fromEntries(names.map(name => [name, { ring: 'main' }])),
      otherCallers: {},
      rollout: { rings: of },
    });
  const late = { code: 'MT1259', severity: 'warning', path: 'spec.rollout.rings.main' };
  const codes = (one: RoutingPolicy, other: RoutingPolicy) => lintTransition(one, other);
  expect(codes(policy(['a', 'b'], tested), policy(['a'], tested))).toContainEqual(
    expect.objectContaining(late),
  );
  expect(codes(policy(['a'], rings), policy(['a'], tested))).toContainEqual(
    expect.objectContaining(late),
  );
  expect(codes(policy(['a', 'b'], rings), policy(['a'], rings))).toEqual([]);
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
  const left = namespace({ mtls: 'STRICT' });
  expect(lintNamespaceTransition(strict, left)).toMatchObject([{ code: 'MT1261' }]);
  expect(lintNamespaceTransition(undefined, left)).toEqual([]);
});

const identity = { name: 'api', namespace: 'shop' };
const anyDocument = fc
  .oneof(policyDocument, rolloutDocument)
  .map(document => ({ ...document, metadata: identity }));

it('never leaves a route to a missing subset, Service or ring, whichever objects come first within a wave', () => {
  let walked = 0;
  fc.assert(
    fc.property(anyDocument, anyDocument, (one, two) => {
      const before = parsePolicy(one).policy!;
      const plain = parsePolicy(two).policy!;
      const retiring = retiringAfter(before, plain);
      const after = { ...plain, spec: { ...plain.spec, retiring } };
      if (hasErrors(lintTransition(before, after))) return;
      walked += 1;
      const next = compile(after).manifests;
      const cluster = new Map(compile(before).manifests.map(manifest => [key(manifest), manifest]));
      for (const number of ['0', '1']) {
        const wave = next.filter(
          ({ metadata: { annotations } }) =>
            annotations?.['argocd.argoproj.io/sync-wave'] === number,
        );
        for (const manifest of wave) {
          cluster.set(key(manifest), manifest);
          expect(missing([...cluster.values()])).toEqual([]);
        }
      }
      expect(missing(next)).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(walked).toBeGreaterThan(50);
});

function key({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}

/** What the routes name and the manifests do not hold: subsets, fixed versions' Services, rings. */
function missing(manifests: Manifest[]): string[] {
  const held = heldSubsets(manifests);
  const names = new Set(manifests.map(({ kind, metadata: { name } }) => `${kind} ${name}`));
  const lost = routeReferences(manifests).flatMap(({ host, subset }) => {
    const [service] = host.split('.');
    return [
      ...(subset === undefined || held.has(`${host} ${subset}`) ? [] : [`${host} ${subset}`]),
      ...(service === identity.name || names.has(`Service ${service}`) ? [] : [host]),
    ];
  });
  const delegates = JSON.stringify(manifests).matchAll(/"delegate":\{"name":"([^"]+)"/g);
  return [
    ...lost,
    ...[...delegates].map(([, name]) => name).filter(name => !names.has(`Canary ${name}`)),
  ];
}
