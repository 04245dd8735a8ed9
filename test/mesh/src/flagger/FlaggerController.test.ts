import { createRandom } from '../model/random';
import { TrafficModel } from '../model/TrafficModel';
import { appliedManifests } from '../repository/appliedManifests';
import { Scenario } from '../scenario/Scenario';
import { exampleFiles } from '../testing/exampleFiles';
import { steadyScenario } from '../testing/runModel';
import { countWorkloadCalls } from './countWorkloadCalls';
import { FlaggerController } from './FlaggerController';
import { Gatekeeper } from './Gatekeeper';
import { QueryChecks } from './QueryChecks';

const SUCCESS = '{ name: request-success-rate, interval: 30s, thresholdRange: { min: 99 } }';
const CANARY = { namespace: 'shared-services', name: 'backend' };
const LATENCY =
  '{ name: latency-p99, interval: 1m, templateRef: { name: backend.latency-p99 }, ' +
  'templateVariables: { callers: prod }, thresholdRange: { max: 500 } }';

interface Analysis {
  metrics: string;
  webhooks?: string;
  mirror?: boolean;
}

function files(
  image: string,
  { metrics, webhooks = '[]', mirror = false }: Analysis,
): Map<string, string> {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: backend, namespace: shared-services }
spec:
  replicas: 2
  selector: { matchLabels: { app: backend } }
  template:
    metadata: { labels: { app: backend } }
    spec: { containers: [{ name: app, image: ${image} }] }
`;
  const canary = `apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: backend, namespace: shared-services }
spec:
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: backend }
  service: { port: 5678 }
  analysis: { interval: 30s, threshold: 2, maxWeight: 50, stepWeight: 25, mirror: ${mirror}, metrics: [${metrics}], webhooks: ${webhooks} }
`;
  const namespaces = exampleFiles().get('apps/namespaces.yaml') ?? '';
  return new Map([
    ['apps/namespaces.yaml', namespaces],
    ['apps/backend.yaml', deployment],
    ['mesh/canary.yaml', canary],
  ]);
}

/** A mesh in which time passes when it is told to. */
class SteppedMesh {
  readonly model: TrafficModel;
  readonly flagger: FlaggerController;
  readonly gates = new Gatekeeper();
  readonly #analysis: Analysis;
  #now = 0;

  constructor(
    scenario: Scenario,
    analysis: Analysis = { metrics: SUCCESS },
    queries?: QueryChecks,
  ) {
    this.#analysis = analysis;
    this.model = new TrafficModel({ scenario, random: createRandom(1) });
    this.flagger = new FlaggerController({
      count: countWorkloadCalls(this.model.ledger),
      gates: this.gates,
      queries,
    });
  }

  /** Merges a version of the repository; answers with what a cluster would refuse. */
  apply(image: string): string[] {
    const { manifests } = appliedManifests(files(image, this.#analysis), ['apps', 'mesh']);
    this.flagger.update(manifests, this.#now);
    return this.model.setManifests(this.flagger.effective());
  }

  /** Lets one interval pass, and answers with the phase, the weight, and the share of new pods in it. */
  step(): [phase: string, weight: number | undefined, canaryShare: number] {
    const [before] = this.flagger.canaries;
    const count = (workload: string) =>
      countWorkloadCalls(this.model.ledger)(before.namespace, workload).calls;
    const [canary, primary] = [count('backend'), count('backend-primary')];
    this.model.advance(this.#now, this.#now + 30);
    this.#now += 30;
    if (this.flagger.round(this.#now)) this.model.setManifests(this.flagger.effective());
    const [{ state, weight }] = this.flagger.canaries;
    const newCalls = count('backend') - canary;
    const all = newCalls + count('backend-primary') - primary;
    return [state.phase, weight, Math.round((newCalls / all) * 20) / 20];
  }
}

const steady = steadyScenario([{ namespace: 'prod', workload: 'shop', perMinute: 8000 }]);

describe('FlaggerController', () => {
  it('rests until the pod template changes, and knows no weight', () => {
    const mesh = new SteppedMesh(steady);
    expect(mesh.apply('example/app:1')).toEqual([]);
    expect([mesh.step(), mesh.step()]).toEqual([
      ['Initialized', undefined, 0],
      ['Initialized', undefined, 0],
    ]);
    mesh.apply('example/app:1');
    expect(mesh.step()).toEqual(['Initialized', undefined, 0]);
  });

  it('moves the calls over step by step, promotes, and rests', () => {
    const mesh = new SteppedMesh(steady);
    mesh.apply('example/app:1');
    mesh.apply('example/app:2');
    const steps = Array.from({ length: 7 }, () => mesh.step());
    expect(steps).toEqual([
      ['Progressing', 0, 0],
      ['Progressing', 25, 0],
      ['Progressing', 50, 0.25],
      ['Promoting', 50, 0.5],
      ['Finalising', 0, 0.5],
      ['Succeeded', 0, 0],
      ['Succeeded', 0, 0],
    ]);
  });

  it('takes everything back when the new pods fail, and does not try them again', () => {
    const failing: Scenario = {
      ...steady,
      behaviour: (version, workload) => ({
        ...steady.behaviour(version, workload),
        failShare: workload === 'backend' ? 0.3 : 0,
      }),
    };
    const mesh = new SteppedMesh(failing);
    mesh.apply('example/app:1');
    mesh.apply('example/app:2');
    const steps = Array.from({ length: 7 }, () => mesh.step());
    expect(steps.map(([phase, weight]) => [phase, weight])).toEqual([
      ['Progressing', 0],
      ['Progressing', 25],
      ['Progressing', 25],
      ['Progressing', 25],
      ['Failed', 0],
      ['Failed', 0],
      ['Failed', 0],
    ]);
    expect(steps[6][2]).toBe(0);
  });

  const slow: Scenario = {
    ...steady,
    behaviour: (version, workload) => ({
      ...steady.behaviour(version, workload),
      medianMs: workload === 'backend' ? 900 : 50,
    }),
  };

  it.each([
    ['slow pods at a latency threshold', slow, LATENCY, 'Failed'],
    ['slow pods where nobody asks for their latency', slow, SUCCESS, 'Succeeded'],
    ['quick pods at a latency threshold', steady, LATENCY, 'Succeeded'],
    ['a threshold for callers that do not call', steady, LATENCY.replace('prod', 'dev'), 'Failed'],
  ])('with %s ends as it should', (_what, scenario, metrics, phase) => {
    const mesh = new SteppedMesh(scenario, { metrics });
    mesh.apply('example/app:1');
    mesh.apply('example/app:2');
    const steps = Array.from({ length: 8 }, () => mesh.step());
    expect(steps[7][0]).toBe(phase);
  });

  it.each([
    ['confirm-rollout', 'Waiting', 0],
    ['confirm-traffic-increase', 'Progressing', 0],
    ['confirm-promotion', 'WaitingPromotion', 0.5],
  ])('waits at a closed gate %s, and passes an open one', (type, phase, share) => {
    const url = 'http://flagger-loadtester.load-testing/gate/check';
    const analysis = {
      metrics: SUCCESS,
      webhooks: `[{ name: gate, type: ${type}, url: '${url}' }]`,
    };
    const ends = [false, true].map(open => {
      const mesh = new SteppedMesh(steady, analysis);
      mesh.gates.set(CANARY, open);
      mesh.apply('example/app:1');
      mesh.apply('example/app:2');
      const steps = Array.from({ length: 9 }, () => mesh.step());
      return [steps[8][0], steps[8][2]];
    });
    expect(ends).toEqual([
      [phase, share],
      ['Succeeded', 0],
    ]);
  });

  const gate = (type: string, path: string) =>
    `{ name: gate, type: ${type}, url: 'http://flagger-loadtester.load-testing${path}' }`;

  it('goes on when its gate is opened, waits again when it is closed, and is promoted at the end', () => {
    const webhooks = `[${gate('confirm-traffic-increase', '/gate/check')}]`;
    const mesh = new SteppedMesh(steady, { metrics: SUCCESS, webhooks });
    mesh.apply('example/app:1');
    mesh.apply('example/app:2');
    const weights: unknown[] = [mesh.step(), mesh.step()].map(([, weight]) => weight);
    mesh.gates.set(CANARY, true);
    weights.push(mesh.step()[1]);
    mesh.gates.set(CANARY, false);
    weights.push(mesh.step()[1], mesh.step()[1]);
    // Somebody else's gate is not this one's.
    mesh.gates.set({ ...CANARY, name: 'api' }, true);
    weights.push(mesh.step()[1]);
    mesh.gates.set(CANARY, true);
    weights.push(mesh.step()[1]);
    expect(weights).toEqual([0, 0, 25, 25, 25, 25, 50]);
    const phases = Array.from({ length: 3 }, () => mesh.step()[0]);
    expect(phases).toEqual(['Promoting', 'Finalising', 'Succeeded']);
  });

  it.each([
    ['/gate/halt', true, 'Waiting'],
    ['/gate/approve', false, 'Succeeded'],
  ])('at %s never asks the gate', (path, open, phase) => {
    const webhooks = `[${gate('confirm-rollout', path)}]`;
    const mesh = new SteppedMesh(steady, { metrics: SUCCESS, webhooks });
    mesh.gates.set(CANARY, open);
    mesh.apply('example/app:1');
    mesh.apply('example/app:2');
    expect(Array.from({ length: 9 }, () => mesh.step()[0])[8]).toBe(phase);
  });

  it.each([
    ['with a hook for it', `[${gate('rollback', '/rollback/check')}]`, 'Failed'],
    ['without a hook', '[]', 'Progressing'],
  ])('is taken back when somebody asks, %s', (_what, webhooks, phase) => {
    const mesh = new SteppedMesh(steady, { metrics: SUCCESS, webhooks });
    mesh.apply('example/app:1');
    mesh.apply('example/app:2');
    mesh.step();
    mesh.step();
    mesh.gates.setRollback(CANARY, true);
    expect(mesh.step()[0]).toBe(phase);
  });

  it.each([
    ['good', steady, 25],
    ['bad', { ...steady, behaviour: failingCopies }, 0],
  ])('copies calls to %s new pods before any call goes there', (_what, scenario, weight) => {
    const mesh = new SteppedMesh(scenario, { metrics: SUCCESS, mirror: true });
    mesh.apply('example/app:1');
    mesh.apply('example/app:2');
    mesh.step();
    expect(mesh.step()).toEqual(['Progressing', 0, 0]);
    const [phase, next, copied] = mesh.step();
    // As many arrive at the new pods as at the others, whose calls they are copies of.
    expect([phase, next, copied]).toEqual(['Progressing', weight, 0.5]);
  });

  function failingCopies(version: string, workload: string) {
    const failShare = workload === 'backend' ? 0.3 : 0;
    return { ...steady.behaviour(version, workload), failShare };
  }
});
