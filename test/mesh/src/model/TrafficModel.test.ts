import { allowOnlyYaml, exampleFiles, rateLimitYaml } from '../testing/exampleFiles';
import { callsWith, runModel, steadyScenario, withBehaviour } from '../testing/runModel';
import { istioLabelNames } from './istioLabels';

const HOST = 'backend.shared-services.svc.cluster.local';
const staging = steadyScenario([{ namespace: 'staging', workload: 'shop', perMinute: 1000 }]);
const dev = steadyScenario([{ namespace: 'dev', workload: 'shop', perMinute: 60 }]);
const ALLOW_PATH = 'mesh/access.yaml';

describe('what the sidecars report', () => {
  it('has every label of Istio, and each reporter says what it knows', () => {
    const series = runModel(dev, exampleFiles());
    expect(series).toHaveLength(2);
    const common = {
      source_workload: 'shop',
      source_canonical_service: 'shop',
      source_canonical_revision: 'v1',
      source_workload_namespace: 'dev',
      source_principal: 'spiffe://cluster.local/ns/dev/sa/shop',
      source_app: 'shop',
      source_version: 'v1',
      source_cluster: 'Kubernetes',
      destination_workload: 'backend-experimental',
      destination_workload_namespace: 'shared-services',
      destination_principal: 'spiffe://cluster.local/ns/shared-services/sa/backend',
      destination_app: 'backend',
      destination_version: 'experimental',
      destination_service: HOST,
      destination_canonical_service: 'backend',
      destination_canonical_revision: 'experimental',
      destination_service_name: 'backend',
      destination_service_namespace: 'shared-services',
      destination_cluster: 'Kubernetes',
      request_protocol: 'http',
      response_code: '200',
      grpc_response_status: '',
      response_flags: '-',
    };
    expect(series.map(({ labels }) => labels)).toEqual([
      { ...common, reporter: 'destination', connection_security_policy: 'mutual_tls' },
      { ...common, reporter: 'source', connection_security_policy: 'unknown' },
    ]);
    expect(Object.keys(series[0].labels)).toEqual([...istioLabelNames]);
    expect(series[0].calls).toBe(series[1].calls);
  });

  it('splits by the weights of the caller', () => {
    const series = runModel(staging, exampleFiles({ staging: { stable: 75, canary: 25 } }));
    const all = callsWith(series, { reporter: 'source' });
    const canary = callsWith(series, { reporter: 'source', destination_version: 'canary' });
    // Five standard deviations of a binomial share.
    const tolerance = 5 * Math.sqrt((0.25 * 0.75) / all);
    expect(all).toBeGreaterThan(9000);
    expect(Math.abs(canary / all - 0.25)).toBeLessThan(tolerance);
    expect(callsWith(series, { destination_version: 'experimental' })).toBe(0);
  });

  it('draws the same calls from the same seed, and others from another', () => {
    const first = runModel(staging, exampleFiles(), 1);
    expect(runModel(staging, exampleFiles(), 1)).toEqual(first);
    expect(runModel(staging, exampleFiles(), 2)).not.toEqual(first);
  });

  it('lets a caller that no rule names fall to the last rule', () => {
    const batch = steadyScenario([{ namespace: 'batch', workload: 'export', perMinute: 60 }]);
    const series = runModel(batch, exampleFiles());
    expect(callsWith(series, { reporter: 'source', destination_version: 'stable' })).toBe(
      callsWith(series, { reporter: 'source' }),
    );
  });

  it('shows a denied call as 403 without a flag on both sides, and nothing else', () => {
    const files = exampleFiles({ files: { [ALLOW_PATH]: allowOnlyYaml(['prod']) } });
    const series = runModel(dev, files);
    const shown = series.map(({ labels }) => [
      labels.reporter,
      labels.response_code,
      labels.response_flags,
      labels.destination_version,
      labels.connection_security_policy,
    ]);
    expect(shown).toEqual([
      ['destination', '403', '-', 'experimental', 'mutual_tls'],
      ['source', '403', '-', 'experimental', 'unknown'],
    ]);
    expect(series[0].calls).toBe(series[1].calls);
  });

  it('limits calls per pod: 429 on both sides, and only the destination knows that it was a limit', () => {
    const files = exampleFiles({ files: { 'mesh/limit.yaml': rateLimitYaml(20) } });
    const series = runModel(dev, files);
    // A full bucket and what flows in during ten minutes, on the one pod of this version.
    const served = callsWith(series, { reporter: 'source', response_code: '200' });
    expect(served).toBeLessThanOrEqual(220);
    expect(served).toBeGreaterThan(210);
    const limited = callsWith(series, {
      reporter: 'source',
      response_code: '429',
      response_flags: '-',
    });
    expect(limited).toBeGreaterThan(300);
    expect(
      callsWith(series, { reporter: 'destination', response_code: '429', response_flags: 'RL' }),
    ).toBe(limited);
  });

  it('shows a missing subset at the source alone, as NC, under the name of the Host header', () => {
    const files = exampleFiles();
    files.delete('mesh/shared-services/backend/destination-rule.yaml');
    files.set(
      'mesh/shared-services/backend/kustomization.yaml',
      'resources: [virtual-service.yaml]',
    );
    const [only, ...rest] = runModel(dev, files);
    expect(rest).toEqual([]);
    expect(only.labels).toMatchObject({
      reporter: 'source',
      response_code: '503',
      response_flags: 'NC',
      source_principal: 'unknown',
      destination_workload: 'unknown',
      destination_workload_namespace: 'unknown',
      destination_version: 'unknown',
      destination_canonical_revision: 'latest',
      destination_service: HOST,
      destination_service_name: HOST,
      destination_service_namespace: 'unknown',
    });
  });

  it('shows a subset without pods at the source alone, as UH', () => {
    const files = exampleFiles();
    const apps = files.get('apps/backend.yaml') ?? '';
    files.set('apps/backend.yaml', apps.split('---\n').slice(0, 2).join('---\n'));
    const [only, ...rest] = runModel(dev, files);
    expect(rest).toEqual([]);
    expect(only.labels).toMatchObject({
      reporter: 'source',
      response_code: '503',
      response_flags: 'UH',
      destination_workload: 'unknown',
      destination_service_name: 'backend',
    });
  });

  it('knows a caller without a sidecar only at the destination, as unknown over plain text', () => {
    const files = exampleFiles();
    const namespaces = files.get('apps/namespaces.yaml') ?? '';
    files.set(
      'apps/namespaces.yaml',
      namespaces.replace('name: dev, labels: { istio-injection: enabled }', 'name: dev'),
    );
    const series = runModel(dev, files);
    expect(new Set(series.map(({ labels }) => labels.reporter))).toEqual(new Set(['destination']));
    expect(series[0].labels).toMatchObject({
      source_workload_namespace: 'unknown',
      source_workload: 'unknown',
      source_principal: 'unknown',
      destination_principal: 'unknown',
      connection_security_policy: 'none',
    });
  });

  it('shows a call that takes too long as UT at the source and as a disconnect at the destination', () => {
    const files = exampleFiles();
    const path = 'mesh/shared-services/backend/virtual-service.yaml';
    const text = files.get(path) ?? '';
    files.set(path, text.replaceAll('      route:', '      timeout: 1s\n      route:'));
    const series = runModel(withBehaviour(dev, { medianMs: 60_000, spread: 0.1 }), files);
    expect(
      series.map(({ labels }) => [labels.reporter, labels.response_code, labels.response_flags]),
    ).toEqual([
      ['destination', '0', 'DC'],
      ['source', '504', 'UT'],
    ]);
  });

  it('counts each try at the destination and the call once at the source', () => {
    const files = exampleFiles();
    const path = 'mesh/shared-services/backend/virtual-service.yaml';
    const text = files.get(path) ?? '';
    files.set(
      path,
      text.replaceAll('      route:', '      retries: { attempts: 2, retryOn: 5xx }\n      route:'),
    );
    const series = runModel(withBehaviour(dev, { failShare: 1 }), files);
    const calls = callsWith(series, { reporter: 'source' });
    expect(
      callsWith(series, { reporter: 'source', response_code: '500', response_flags: 'URX' }),
    ).toBe(calls);
    expect(callsWith(series, { reporter: 'destination', response_code: '500' })).toBe(3 * calls);
  });
});
