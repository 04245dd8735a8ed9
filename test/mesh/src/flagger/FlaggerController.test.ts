import { createRandom } from '../model/random';
import { TrafficModel } from '../model/TrafficModel';
import { appliedManifests } from '../repository/appliedManifests';
import { Scenario } from '../scenario/Scenario';
import { exampleFiles } from '../testing/exampleFiles';
import { steadyScenario } from '../testing/runModel';
import { countWorkloadCalls } from './countWorkloadCalls';
import { FlaggerController } from './FlaggerController';

function files(image: string): Map<string, string> {
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
  analysis: { interval: 30s, threshold: 2, maxWeight: 50, stepWeight: 25 }
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
  #now = 0;

  constructor(scenario: Scenario) {
    this.model = new TrafficModel({ scenario, random: createRandom(1) });
    this.flagger = new FlaggerController(countWorkloadCalls(this.model.ledger));
  }

  /** Merges a version of the repository; answers with what a cluster would refuse. */
  apply(image: string): string[] {
    const { manifests } = appliedManifests(files(image), ['apps', 'mesh']);
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
});
