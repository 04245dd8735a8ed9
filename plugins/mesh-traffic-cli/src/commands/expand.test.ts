import { loadYaml } from 'backstage-plugin-mesh-traffic-common';
import { runCommand } from '../__testUtils__/runCommand';
import { APPS, golden, HOST } from '../__testUtils__/samples';

const CANARY = `---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: backend, namespace: shop }
spec:
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: backend-stable }
  service: { name: backend, port: 8080 }
  analysis: { interval: 1m, threshold: 5, maxWeight: 50, stepWeight: 10 }
`;

const weights = (text: string) => {
  const virtualService = loadYaml(text)
    .documents.map(({ value }) => value as { kind: string; spec: { http: { route: unknown }[] } })
    .find(({ kind }) => kind === 'VirtualService');
  return virtualService?.spec.http[0].route;
};

describe('expand', () => {
  it('adds what Flagger makes of a Canary, at rest and at a weight', async () => {
    const atRest = await runCommand(['expand', '-'], { stdin: APPS + CANARY });
    const moving = await runCommand(['expand', '-', '--weight', '20'], { stdin: APPS + CANARY });

    expect(atRest).toMatchObject({ code: 0, stderr: '' });
    expect(weights(atRest.stdout)).toEqual([
      { destination: { host: 'backend-primary' }, weight: 100 },
      { destination: { host: 'backend-canary' }, weight: 0 },
    ]);
    expect(weights(moving.stdout)).toEqual([
      { destination: { host: 'backend-primary' }, weight: 80 },
      { destination: { host: 'backend-canary' }, weight: 20 },
    ]);
  });

  it('feeds simulate', async () => {
    const { stdout } = await runCommand(['expand', '-', '--weight', '20'], {
      stdin: APPS + CANARY,
    });
    const argv = ['simulate', '-', '--from', 'prod', '--host', HOST, '--port', '8080'];
    const { stdout: answer } = await runCommand(argv, { stdin: stdout });
    const without = await runCommand(argv, { stdin: APPS + CANARY });

    expect(answer).toContain('weight 80 backend-primary.shop.svc.cluster.local:8080');
    expect(without.stderr).toContain('what Flagger makes of the Canary shop/backend is not here');
  });

  it('says what it had nothing to add to, and what it could not find', async () => {
    const nothing = await runCommand(['expand', '-', '--json'], { stdin: APPS });
    const noTarget = await runCommand(['expand', '-'], { stdin: CANARY });

    expect(JSON.parse(nothing.stdout)).toEqual({
      manifests: [
        expect.objectContaining({ kind: 'Service' }),
        expect.objectContaining({ kind: 'Deployment' }),
        expect.objectContaining({ kind: 'Deployment' }),
      ],
      notes: ['note: there is no Canary, so nothing was added.'],
    });
    expect(noTarget.stderr).toContain('Deployment backend-stable, is not among the manifests');
  });

  it('reads the items of a List', async () => {
    const items = loadYaml(APPS + CANARY).documents.map(({ value }) => value);
    const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const { stdout } = await runCommand(['expand', '-'], { stdin });

    expect(weights(stdout)).toHaveLength(2);
  });

  it('keeps the order of what a policy compiles to', async () => {
    const compiled = await runCommand([
      ...['compile', golden('rollout/policy.yaml'), '--writable-namespaces', 'dev,prod'],
    ]);
    const { stdout } = await runCommand(['expand', '-'], { stdin: compiled.stdout });
    const kinds = (text: string) =>
      loadYaml(text).documents.map(({ value }) => (value as { kind: string }).kind);

    expect(kinds(stdout).slice(0, kinds(compiled.stdout).length)).toEqual(kinds(compiled.stdout));
    expect(kinds(stdout).length).toBeGreaterThan(kinds(compiled.stdout).length);
  });
});
