import { readFileSync } from 'fs';
import { join } from 'path';
import { AT_REST, expand, FlaggerState } from '../effective';
import { loadYaml } from '../kubernetes/loadYaml';
import { Manifest } from '../kubernetes/manifest';
import { Call, createSimulator } from '../simulate';
import { deploymentOf, namespaceOf, serviceOf } from './__testUtils__/world';

const NAMESPACE = 'shared-services';
const NAMESPACES = [
  ...[NAMESPACE, 'prod', 'staging', 'dev', 'batch', 'tenant-a', 'load-testing'],
  ...['istio-ingress', 'istio-system', 'monitoring', 'stranger', 'old'],
];

function golden(name: string): Manifest[] {
  const file = join(__dirname, '../../../../test/golden', name, 'manifests.yaml');
  return loadYaml(readFileSync(file, 'utf8')).documents.map(({ value }) => value as Manifest);
}

/** Deployment to percent, for one call. */
function reach(manifests: Manifest[], call: Omit<Call, 'host'>, service: string) {
  const simulator = createSimulator([...NAMESPACES.map(namespaceOf), ...manifests]);
  const host = `${service}.${NAMESPACE}.svc.cluster.local`;
  const result = simulator.simulate({ host, ...call });
  const shares = result.destinations.map(({ pods, weight = 100, fails }) => [
    fails ?? Object.keys(pods)[0],
    weight,
  ]);
  return {
    ...result,
    refused: simulator.refused,
    shares: Object.fromEntries(shares.filter(([, weight]) => weight !== 0)),
  };
}

const label = (service: string) => ({ 'mesh-traffic/service': service });

const backendPods = [
  serviceOf('backend', NAMESPACE, { app: 'backend' }, 5678),
  ...['stable', 'canary', 'experimental'].map(version =>
    deploymentOf(
      `backend-${version}`,
      NAMESPACE,
      { app: 'backend', version },
      { ...label('backend'), 'service.istio.io/canonical-name': 'backend' },
    ),
  ),
];

describe("the article's backend", () => {
  const manifests = [...backendPods, ...golden('article-backend')];
  const call = (from: string, more = {}) =>
    reach(manifests, { from, port: 5678, ...more }, 'backend');

  it.each([
    ['prod', { 'backend-stable': 100 }, '10s', 5, 500],
    ['staging', { 'backend-stable': 90, 'backend-canary': 10 }, '8s', 3, 100],
    ['dev', { 'backend-experimental': 100 }, '2s', 1, 50],
  ])('treats %s as declared', (from, shares, timeout, attempts, maxConnections) => {
    const result = call(from);
    expect(result.refused).toEqual([]);
    expect(result).toMatchObject({ shares, timeout, retries: { attempts } });
    expect(result.destinations[0]).toMatchObject({
      breaker: { maxConnections, maxPendingRequests: maxConnections },
      arrival: { access: 'allow', mtls: 'STRICT' },
    });
  });

  it('refuses strangers and calls without a sidecar, and lets the load tester in', () => {
    expect(call('stranger').destinations[0].arrival).toMatchObject({ access: 'deny' });
    expect(call('tenant-a').destinations[0].arrival).toMatchObject({ access: 'deny' });
    expect(call('load-testing').destinations[0].arrival).toMatchObject({ access: 'allow' });
    expect(call('prod', { plainText: true }).destinations[0].arrival).toMatchObject({
      access: 'refused',
    });
  });

  it.each([
    ['prod', { source_namespace: 'prod' }, 1000],
    ['dev', { source_namespace: 'dev' }, 100],
    ['shared-services', { source_namespace: 'shared-services' }, 1_000_000_000],
    ['stranger', {}, 60],
  ])('counts calls of %s in their own bucket', (from, descriptor, maxTokens) => {
    const [{ arrival }] = call(from).destinations;
    // A refused call uses no token, so strangers are looked at without access control.
    const open = manifests.filter(({ kind }) => kind !== 'AuthorizationPolicy');
    const limits =
      arrival?.access === 'allow'
        ? arrival.limits
        : reach(open, { from, port: 5678 }, 'backend').destinations[0].arrival?.limits;
    expect(limits).toMatchObject([{ descriptor, maxTokens, enforced: true }]);
  });

  it('never limits the sidecar of the service itself', () => {
    const rules = manifests.filter(({ kind }) => kind === 'DestinationRule');
    expect(rules.map(({ spec }) => spec?.trafficPolicy)).toEqual([undefined]);
  });
});

describe('A/B test and session affinity', () => {
  const pods = ['testers', 'sticky', 'nightly'].map(ring =>
    deploymentOf(`api-${ring}`, NAMESPACE, { app: `api-${ring}` }, label('api')),
  );
  const state = (more: Partial<FlaggerState>): FlaggerState => ({
    ...AT_REST,
    phase: 'Progressing',
    ...more,
  });
  const manifests = expand(
    [serviceOf('api', NAMESPACE, label('api'), 8080), ...pods, ...golden('rollout-ab-test')],
    {
      states: {
        [`${NAMESPACE}/api-testers`]: state({ iterations: 1 }),
        [`${NAMESPACE}/api-sticky`]: state({ canaryWeight: 20, cookie: 'abc' }),
        [`${NAMESPACE}/api-nightly`]: state({ iterations: 1, mirroring: true }),
      },
    },
  );
  const call = (from: string, more = {}) => reach(manifests, { from, port: 8080, ...more }, 'api');

  it('gives the new version to the marked calls of the ring, and to nobody else', () => {
    const headers = { 'x-beta': 'yes' };
    expect(call('staging', { headers }).shares).toEqual({ 'api-testers': 100 });
    expect(call('dev', { fromLabels: { role: 'tester' } }).shares).toEqual({ 'api-testers': 100 });
    expect(call('staging')).toMatchObject({
      shares: { 'api-testers-primary': 100 },
      timeout: '5s',
    });
    expect(call('prod', { headers }).shares).toEqual({
      'api-sticky-primary': 80,
      'api-sticky': 20,
    });
    expect(call('stranger', { headers }).shares).toEqual({ 'api-nightly-primary': 100 });
  });

  it('keeps callers with the cookie on the new version', () => {
    const headers = { cookie: 'a=b; ring=abc' };
    expect(call('prod', { headers }).shares).toEqual({ 'api-sticky': 100 });
  });
});

describe('echo workloads', () => {
  const manifests = golden('probes-echo');
  const { name } = manifests.find(({ kind }) => kind === 'Service')!.metadata;

  it('are treated by the rules of the service, and are not its pods', () => {
    const call = (from: string) =>
      reach([...backendPods, ...manifests], { from, port: 5678 }, name);
    const pods = (version: string) =>
      manifests.find(
        ({ kind, metadata }) => kind === 'Deployment' && metadata.name.includes(version),
      )!.metadata.name;
    expect(call('prod')).toMatchObject({ shares: { [pods('stable')]: 100 }, timeout: '10s' });
    expect(call('staging').shares).toEqual({ [pods('stable')]: 90, [pods('canary')]: 10 });
    expect(call('tenant-a').destinations[0].arrival).toMatchObject({ access: 'deny' });
    const real = reach([...backendPods, ...manifests], { from: 'prod', port: 5678 }, 'backend');
    expect(real.shares).toEqual({ 'backend-stable': 100 });
  });
});

describe('exposure', () => {
  const gateway = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'public', namespace: 'istio-ingress' },
    spec: {
      selector: { istio: 'ingress' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    },
  };
  const manifests = [...backendPods, gateway, ...golden('exposure')];

  it('gives gateway calls their own weights and leaves calls of the mesh alone', () => {
    const atGateway = createSimulator([...NAMESPACES.map(namespaceOf), ...manifests]).simulate({
      from: 'istio-ingress',
      fromLabels: { istio: 'ingress' },
      gateway: true,
      host: 'www.example.com',
      port: 80,
    });
    const weights = atGateway.destinations.map(({ pods, weight }) => [
      Object.keys(pods)[0],
      weight,
    ]);
    expect(Object.fromEntries(weights)).toEqual({ 'backend-stable': 95, 'backend-canary': 5 });
    expect(atGateway.timeout).toBe('15s');
    const inside = reach(manifests, { from: 'istio-ingress', port: 5678 }, 'backend');
    expect(inside).toMatchObject({ shares: { 'backend-stable': 100 }, timeout: 'none' });
  });
});
