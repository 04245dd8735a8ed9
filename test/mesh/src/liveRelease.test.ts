import { Mesh, startMesh } from './startMesh';
import { exampleFiles } from './testing/exampleFiles';
import { TestRepository } from './testing/TestRepository';
import { until } from './testing/until';

jest.setTimeout(60_000);

const TARGET = 'backend-stable';

/** The example, released by Flagger, with new pods of this image and a threshold for their p99. */
function files(image: string, maxMs: number): Map<string, string> {
  const canary = `apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: backend, namespace: shared-services }
spec:
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: ${TARGET} }
  service: { name: backend, port: 5678 }
  analysis:
    interval: 10s
    threshold: 2
    maxWeight: 50
    stepWeight: 25
    metrics: [{ name: request-duration, interval: 1m, thresholdRange: { max: ${maxMs} } }]
`;
  const all = exampleFiles({ files: { 'mesh/canary.yaml': canary } });
  all.delete('mesh/shared-services/backend/kustomization.yaml');
  all.delete('mesh/shared-services/backend/virtual-service.yaml');
  all.delete('mesh/shared-services/backend/destination-rule.yaml');
  const apps = all.get('apps/backend.yaml') ?? '';
  return all.set('apps/backend.yaml', apps.replaceAll('image: example/app', `image: ${image}`));
}

let repository: TestRepository;
let mesh: Mesh | undefined;

afterEach(async () => {
  await mesh?.close();
  mesh = undefined;
  await repository.remove();
});

/** Merges a new image, and reads every ten seconds of the mesh's time which weight its metrics tell. */
async function weightsAfterRelease(maxMs: number, rounds: number) {
  let clock = Date.now();
  repository = await TestRepository.create(files('example/app:1', maxMs));
  const running = await startMesh({
    repository: repository.directory,
    branch: 'main',
    pollMs: 100,
    tickMs: 60_000,
    historyMinutes: 0,
    now: () => clock,
  });
  mesh = running;
  const merged = await repository.commit(files('example/app:2', maxMs));
  await until(() => (running.commit === merged ? true : undefined));
  const seen: Array<[weight: number, status: number]> = [];
  for (let round = 0; round < rounds; round += 1) {
    clock += 10_000;
    const text = await (await fetch(`${running.url}/metrics`)).text();
    seen.push([
      valueOf(text, `flagger_canary_weight{workload="${TARGET}",`),
      valueOf(text, `flagger_canary_status{name="${TARGET}",`),
    ]);
  }
  return seen;
}

function valueOf(metrics: string, start: string): number {
  const line = metrics.split('\n').find(candidate => candidate.startsWith(start)) ?? '';
  return Number(line.slice(line.lastIndexOf(' ')));
}

it('a release that answers in time is moved on step by step, and promoted', async () => {
  expect(await weightsAfterRelease(5000, 7)).toEqual([
    [0, 0],
    [25, 0],
    [50, 0],
    [50, 1],
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
});

it('a release that is too slow is taken back', async () => {
  expect(await weightsAfterRelease(5, 6)).toEqual([
    [0, 0],
    [25, 0],
    [25, 0],
    [25, 0],
    [0, 2],
    [0, 2],
  ]);
});
