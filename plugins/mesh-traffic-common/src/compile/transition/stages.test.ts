import { hasErrors } from '../../diagnostic';
import { expand } from '../../effective';
import { dumpYaml } from '../../kubernetes/dumpYaml';
import { Manifest, manifestKey } from '../../kubernetes/manifest';
import { parsePolicy } from '../../policy/parsePolicy';
import { RoutingPolicy } from '../../policy/schema';
import { withRetiring } from '../../review/withRetiring';
import { createSimulator } from '../../simulate';
import { compile, lintTransition } from '..';
import { deploymentOf, namespaceOf, serviceOf } from '../__testUtils__/world';

const CALLERS = ['prod', 'dev'];
const POLICY_LABEL = { 'mesh-traffic/service': 'backend' };
const versions = {
  stable: { labels: { version: 'stable' } },
  canary: { labels: { version: 'canary' } },
};

function document(spec: Record<string, unknown>) {
  return {
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'backend', namespace: 'shop' },
    spec: {
      service: { ports: [{ name: 'http', number: 80 }], workload: { labels: POLICY_LABEL } },
      versions,
      ...spec,
    },
  };
}

/** The world beside the policy: pods of two versions and those that Flagger rolls out. */
function world(workload: string): Manifest[] {
  const version = (name: string) =>
    deploymentOf(`backend-${name}`, 'shop', { app: 'backend' }, { ...POLICY_LABEL, version: name });
  return [
    ...['shop', ...CALLERS, 'stranger'].map(namespaceOf),
    serviceOf('backend', 'shop', { app: 'backend' }),
    version('stable'),
    version('canary'),
    deploymentOf(workload, 'shop', { app: workload }, POLICY_LABEL),
  ];
}

/**
 * Goes through documents as proposals do, object after object of each sync wave, and then removes what is not
 * emitted any more. Returns what was found on the way.
 */
function walk(stages: readonly object[], workload: string): string[] {
  const found: string[] = [];
  let text = dumpYaml(stages[0]);
  let before = read(text);
  for (const [index, stage] of stages.slice(1).entries()) {
    text = withRetiring(text, dumpYaml(stage));
    const after = read(text);
    lintTransition(before, after)
      .filter(finding => hasErrors([finding]))
      .forEach(({ code, message }) => found.push(`stage ${index + 1}: ${code} ${message}`));
    const cluster = new Map(compile(before).manifests.map(entry => [manifestKey(entry), entry]));
    const next = compile(after).manifests;
    for (const wave of ['0', '1']) {
      for (const manifest of next.filter(entry => waveOf(entry) === wave)) {
        cluster.set(manifestKey(manifest), manifest);
        found.push(...failures([...cluster.values()], workload).map(who => `${index + 1}: ${who}`));
      }
    }
    found.push(...failures(next, workload).map(who => `after ${index + 1}: ${who}`));
    before = after;
  }
  return [...new Set(found)];
}

function read(text: string): RoutingPolicy {
  const { policy, diagnostics } = parsePolicy(text);
  if (!policy) throw new Error(JSON.stringify(diagnostics));
  return policy;
}

function waveOf({ metadata }: Manifest): string | undefined {
  return metadata.annotations?.['argocd.argoproj.io/sync-wave'];
}

/** Calls that fail, or that all others make and stable does not answer, with Flagger's objects for the Canaries. */
function failures(manifests: Manifest[], workload: string): string[] {
  const simulator = createSimulator(expand([...world(workload), ...manifests]));
  return [...CALLERS, 'stranger'].flatMap(from => {
    const { destinations } = simulator.simulate({
      host: 'backend.shop.svc.cluster.local',
      port: 80,
      from,
    });
    return destinations
      .filter(({ weight }) => weight !== 0)
      .flatMap(({ fails, pods }) => fails ?? (from === 'stranger' ? strange(pods) : []))
      .map(answer => `${from} gets ${answer}`);
  });
}

/** Pods that all others must not reach. */
function strange(pods: Record<string, number>): string[] {
  return Object.keys(pods).filter(name => name !== 'backend-stable');
}

const fixed = {
  callers: { prod: { route: { stable: 90, canary: 10 } } },
  otherCallers: { route: { stable: 100 } },
};
const ringOf = (workload: string, more = {}) => ({ rings: { main: { workload, ...more } } });

it('walks from fixed versions to Flagger and back', () => {
  const rollout = ringOf('api-main');
  const both = document({ ...fixed, rollout });
  const rolled = document({
    callers: { prod: { ring: 'main' } },
    otherCallers: fixed.otherCallers,
    rollout,
  });
  const stages = [document(fixed), both, rolled, both, document(fixed), document(fixed)];
  expect(walk(stages, 'api-main')).toEqual([]);
});

it('walks to a ring whose workload is called like the service and back', () => {
  const prepared = document({ ...fixed, rollout: ringOf('backend', { prepare: true }) });
  const rollout = ringOf('backend');
  const both = document({ ...fixed, rollout });
  const rolled = document({
    callers: { prod: { ring: 'main' } },
    otherCallers: fixed.otherCallers,
    rollout,
  });
  const plain = document(fixed);
  const stages = [plain, prepared, both, rolled, both, prepared, plain, plain];
  expect(walk(stages, 'backend')).toEqual([]);
});

it('refuses the short ways to a ring that is called like the service, and back', () => {
  const both = document({ ...fixed, rollout: ringOf('backend') });
  expect(walk([document(fixed), both], 'backend')[0]).toMatch(
    /^stage 1: MT1257 Flagger would take/,
  );
  expect(walk([both, document(fixed)], 'backend')[0]).toMatch(/^stage 1: MT1257 With the Canary/);
});

it('takes away limits and versions beside a rollout', () => {
  const rollout = ringOf('api-main');
  const limited = (route: object, names: object = versions) =>
    document({
      versions: names,
      callers: { prod: { route, circuitBreaker: { maxConnections: 5 } }, dev: { ring: 'main' } },
      otherCallers: fixed.otherCallers,
      rollout,
    });
  const free = (more: object) =>
    document({
      callers: { dev: { ring: 'main' } },
      otherCallers: fixed.otherCallers,
      rollout,
      ...more,
    });
  const one = { stable: versions.stable };
  const stages = [
    limited({ stable: 50, canary: 50 }),
    limited({ stable: 100 }, one),
    free({ versions: one }),
    free({ versions: one }),
  ];
  expect(walk(stages, 'api-main')).toEqual([]);
});
