import {
  type Call,
  createSimulator,
  dumpYaml,
  lint,
  loadYaml,
  type Manifest,
} from 'backstage-plugin-mesh-traffic-common';
import { load } from 'js-yaml';
import { measure } from './measure';
import { validators } from './rivals/validators';
import { rolloutObjects } from './rollouts';
import { milliseconds, type Row } from './Row';
import { CALLERS, manifestsOf, policyOf, type ServiceInput, services } from './services';

const OBJECTS = 4_000;

/** Lint beside a validation of the same objects alone, and how many calls are simulated in a second. */
export function checkRows(progress: (text: string) => void): Row[] {
  progress(`lint of ${OBJECTS} objects`);
  const inputs = services(OBJECTS / 5);
  const manifests = inputs.flatMap(input => manifestsOf(policyOf(input)));
  const documents = [...namespacesOf(inputs), ...manifests].map(value => ({ value }));
  const isValid = validators();
  const texts = documents.map(({ value }) => dumpYaml(value));
  if (!manifests.every(isValid)) throw new Error('The schemas do not fit the manifests.');
  const checks = measure(
    [
      { name: 'lint', run: () => lint(documents).findings.length },
      { name: 'ajv', run: () => manifests.filter(isValid).length },
      {
        name: 'lint of texts',
        run: () => lint(texts.flatMap(text => loadYaml(text).documents)).findings.length,
      },
      {
        name: 'ajv of texts',
        run: () => texts.filter(text => isValid(load(text) as Manifest)).length,
      },
    ],
    { rounds: 5, sampleMs: 500 },
  );
  const ms = (name: string) => checks.get(name) ?? Number.NaN;

  const sizes = [1_000, 10_000].map(size => rolloutObjects(size).map(value => ({ value })));
  progress('lint of repositories with workloads');
  const repositories = measure(
    sizes.map((repository, index) => ({
      name: String(index),
      run: () => lint(repository).findings.length,
    })),
    { rounds: 3, sampleMs: 500 },
  );
  const [smallMs, largeMs] = sizes.map((_, index) => repositories.get(String(index)) ?? Number.NaN);

  progress('simulated calls');
  const few = inputs.slice(0, 100);
  const world = [...few.map(serviceObject), ...manifests.slice(0, 500)];
  const simulator = createSimulator(world);
  const calls = few.flatMap(callsTo);
  const simulated = measure(
    [
      { name: 'calls', run: () => calls.map(call => simulator.simulate(call)).length },
      { name: 'create', run: () => createSimulator(world).refused.length },
    ],
    { rounds: 7, sampleMs: 100 },
  );
  const perSecond = Math.round((calls.length * 1000) / (simulated.get('calls') ?? Number.NaN));
  return [
    {
      what: `lint with schemas, ${manifests.length.toLocaleString('en-US')} objects`,
      measured: milliseconds(ms('lint')),
      ratio: ms('lint') / ms('ajv'),
      comparedWith: 'ajv, schemas alone',
      aim: 2.5,
    },
    {
      what: `lint with schemas, ${manifests.length.toLocaleString('en-US')} objects as YAML`,
      measured: milliseconds(ms('lint of texts')),
      ratio: ms('lint of texts') / ms('ajv of texts'),
      comparedWith: 'js-yaml and ajv, schemas alone',
    },
    {
      what: 'lint, 10,000 objects with workloads and rollouts',
      measured: milliseconds(largeMs),
      ratio: largeMs / smallMs,
      comparedWith: 'lint, 1,000 objects',
      aim: 12,
    },
    {
      what: `simulate, over ${world.length} objects`,
      measured: `${perSecond.toLocaleString('en-US')} calls/s`,
    },
    {
      what: `read ${world.length} objects for simulate`,
      measured: milliseconds(simulated.get('create') ?? Number.NaN),
    },
  ];
}

/** Without them, every caller's name is a finding. */
function namespacesOf(inputs: readonly ServiceInput[]): Manifest[] {
  const names = inputs.flatMap(({ namespace, callers }) => [
    namespace,
    ...callers.map(caller => caller.namespace),
  ]);
  return [...new Set(names)].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'istio-injection': 'enabled' } },
  }));
}

function serviceObject({ name, namespace }: ServiceInput): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 8080 }] },
  };
}

function callsTo({ name, namespace }: ServiceInput): Call[] {
  return Array.from({ length: CALLERS + 1 }, (_, caller) => ({
    from: caller < CALLERS ? `caller-${caller}` : 'somebody-else',
    host: `${name}.${namespace}.svc.cluster.local`,
    port: 8080,
  }));
}
