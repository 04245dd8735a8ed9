import { readFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { loadYaml } from '../kubernetes/loadYaml';
import { Manifest } from '../kubernetes/manifest';
import { createSimulator } from '../simulate';
import { advanceRelease, AT_REST, expand, FlaggerState } from '.';
import { record, records } from './CanaryView';

interface Step {
  after: string;
  status: string;
  changed: Array<{ kind: string; name: string } & Record<string, unknown>>;
}

const file = join(__dirname, '../../../../test/golden/flagger/flagger.yaml');
const { cases } = load(readFileSync(file, 'utf8')) as {
  cases: Array<{ name: string; manifests: string; steps: Step[] }>;
};

/** What an object looks like in the measured cases. */
function shown({ kind, metadata, spec = {} }: Manifest): Record<string, unknown> {
  const { name, labels, annotations } = metadata;
  if (kind === 'Service') return { kind, name, labels, annotations, spec };
  if (kind !== 'Deployment') return { kind, name, spec };
  const template = record(spec.template);
  const [container] = records(record(template.spec).containers);
  const podLabels = record(template.metadata).labels;
  return { kind, name, spec: { replicas: spec.replicas, podLabels, image: container.image } };
}

function released(workload: Manifest): Manifest {
  const template = record(workload.spec?.template);
  const pod = record(template.spec);
  const [container] = records(pod.containers);
  const containers = [{ ...container, image: 'api:next' }];
  const spec = { ...workload.spec, template: { ...template, spec: { ...pod, containers } } };
  return { ...workload, spec };
}

/** Flagger draws its cookies by chance; what was measured is taken as drawn. */
function cookieOf(step: Step): string | undefined {
  return /\.\*ring\.\*(\w+)\.\*/.exec(JSON.stringify(step.changed))?.[1];
}

function run(manifests: Manifest[], step: Step): { state: FlaggerState; objects: Manifest[] } {
  const canary = manifests.find(({ kind }) => kind === 'Canary')!;
  const before = manifests.find(({ kind }) => kind === 'Deployment')!;
  let workload = before;
  let state: FlaggerState = AT_REST;
  let passes = true;
  for (const event of step.after.split(',')) {
    const [what, times = '1'] = event.split(':');
    if (what === 'release') workload = released(before);
    if (what === 'prom') passes = Number(times) >= 99;
    for (let i = 0; what === 'tick' && i < Number(times); i += 1) {
      state = advanceRelease(canary, state, { released: workload !== before, passes });
    }
  }
  state = { ...state, cookie: cookieOf(step) };
  const id = `${canary.metadata.namespace}/${canary.metadata.name}`;
  const objects = expand([workload, canary], {
    states: { [id]: state },
    promoted: { [id]: before },
  });
  return { state, objects };
}

describe.each(cases)('$name', ({ manifests: text, steps }) => {
  const manifests = loadYaml(text).documents.map(({ value }) => value as Manifest);

  it.each(steps)('$after', step => {
    const { state, objects } = run(manifests, step);
    const { phase, canaryWeight, failedChecks, iterations } = state;
    expect(
      `phase=${phase} canaryWeight=${canaryWeight} failedChecks=${failedChecks} iterations=${iterations}`,
    ).toBe(step.status);
    const index = steps.indexOf(step);
    const expected = new Map<string, unknown>();
    for (const { changed } of steps.slice(0, index + 1)) {
      for (const object of changed) expected.set(`${object.kind} ${object.name}`, object);
    }
    const made = new Map(
      objects
        .filter(({ kind }) => kind !== 'Canary')
        .map(object => [`${object.kind} ${object.metadata.name}`, shown(object)]),
    );
    expect(Object.fromEntries(made)).toEqual(Object.fromEntries(expected));
  });
});

it('leaves a DaemonSet without pods between releases, which has no replicas to take away', () => {
  const labels = { app: 'api' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'app' }] } };
  const metadata = { name: 'api', namespace: 'shop' };
  const manifests: Manifest[] = [
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata,
      spec: { selector: { matchLabels: labels }, template },
    },
    {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata,
      spec: {
        targetRef: { kind: 'DaemonSet', name: 'api' },
        service: { port: 80 },
        analysis: { stepWeight: 10, maxWeight: 50 },
      },
    },
  ];
  const answersAt = (host: string, state: FlaggerState) =>
    createSimulator(expand(manifests, { states: { 'shop/api': state } }))
      .simulate({ from: 'prod', host: `${host}.shop.svc.cluster.local`, port: 80 })
      .destinations.filter(({ weight }) => weight !== 0)
      .map(({ fails, pods }) => fails ?? Object.keys(pods));
  const testing: FlaggerState = { ...AT_REST, phase: 'Progressing', canaryWeight: 100 };
  expect(answersAt('api', AT_REST)).toEqual([['api-primary']]);
  expect(answersAt('api-canary', AT_REST)).toEqual(['UH']);
  expect(answersAt('api', testing)).toEqual([['api']]);
});

it.each([
  ['delegation', { delegation: true }, 80],
  ['a gateway', { gateways: ['istio-system/public'] }, 80],
  ['neither', {}, undefined],
])('names the port of the Canary with port discovery and %s', (_, service, number) => {
  const canary: Manifest = {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      targetRef: { kind: 'Deployment', name: 'api' },
      service: { port: 80, portDiscovery: true, ...service },
      analysis: { stepWeight: 10, maxWeight: 50 },
    },
  };
  const routes = expand([canary]).find(({ kind }) => kind === 'VirtualService');
  const ports = records(routes?.spec?.http).flatMap(({ route }) =>
    records(route).map(({ destination }) => record(record(destination).port).number),
  );
  expect(ports).toEqual([number, number]);
});

it('keeps callers of the old version there for one step where its cookie has a name', () => {
  const template = {
    metadata: { labels: { app: 'api' } },
    spec: { containers: [{ name: 'app' }] },
  };
  const metadata = { name: 'api', namespace: 'shop' };
  const manifests: Manifest[] = [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: { app: 'api' } }, template },
    },
    {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata,
      spec: {
        targetRef: { kind: 'Deployment', name: 'api' },
        service: { port: 80 },
        analysis: {
          interval: '1m',
          stepWeight: 10,
          maxWeight: 50,
          sessionAffinity: { cookieName: 'new', primaryCookieName: 'old' },
        },
      },
    },
  ];
  const state: FlaggerState = {
    ...AT_REST,
    phase: 'Progressing',
    canaryWeight: 40,
    cookie: 'abc',
    primaryCookie: 'xyz',
  };
  const effective = expand(manifests, { states: { 'shop/api': state } });
  const simulator = createSimulator(effective);
  const share = (Cookie: string) =>
    simulator
      .simulate({
        from: 'prod',
        host: 'api.shop.svc.cluster.local',
        port: 80,
        headers: { Cookie },
      })
      .destinations.filter(({ weight }) => weight !== 0)
      .map(({ pods, weight = 100 }) => `${Object.keys(pods).join()} ${weight}`);
  expect(share('old=xyz')).toEqual(['api-primary 100']);
  expect(share('new=abc')).toEqual(['api 100']);
  expect(share('old=abc')).toEqual(['api-primary 60', 'api 40']);
  expect(JSON.stringify(effective)).toContain('old=xyz; Max-Age=60');
});

it('keeps objects of two APIs that have one kind and name', () => {
  const gateway = (apiVersion: string): Manifest => ({
    apiVersion,
    kind: 'Gateway',
    metadata: { name: 'public', namespace: 'edge' },
  });
  const gateways = [gateway('networking.istio.io/v1'), gateway('gateway.networking.k8s.io/v1')];
  expect(expand(gateways)).toEqual(gateways);
});
