import { exampleFiles } from '../testing/exampleFiles';
import { callsWith, runModel, steadyScenario } from '../testing/runModel';

const PATH = 'mesh/shared-services/backend/virtual-service.yaml';
const HOST = 'backend.shared-services.svc.cluster.local';
const prod = steadyScenario([{ namespace: 'prod', workload: 'shop', perMinute: 600 }]);

/** The example, in which the calls of `prod` are copied. */
function filesWith(mirror: string): Map<string, string> {
  const files = exampleFiles();
  const text = files.get(PATH) ?? '';
  const copied = text.replace('    - name: prod\n', `    - name: prod\n      ${mirror}\n`);
  return files.set(PATH, copied);
}

describe('mirrored calls', () => {
  const toCanary = `mirror: { host: ${HOST}, subset: canary }`;

  it('are seen at the pods that get the copies, and not at the caller', () => {
    const series = runModel(prod, filesWith(toCanary));
    const calls = callsWith(series, { reporter: 'source' });
    expect(calls).toBeGreaterThan(5000);
    expect(callsWith(series, { reporter: 'source', destination_version: 'stable' })).toBe(calls);
    const copies = series.filter(({ labels }) => labels.destination_version === 'canary');
    expect(copies).toEqual([
      {
        calls,
        labels: expect.objectContaining({
          reporter: 'destination',
          source_workload_namespace: 'prod',
          source_principal: 'spiffe://cluster.local/ns/prod/sa/shop',
          destination_workload: 'backend-canary',
          destination_service: HOST,
          response_code: '200',
          connection_security_policy: 'mutual_tls',
        }),
      },
    ]);
  });

  it('are as many as the rule says, for each mirror', () => {
    const half = `${toCanary}\n      mirrorPercentage: { value: 50 }`;
    const several =
      `mirrors: [{ destination: { host: ${HOST}, subset: canary }, percentage: { value: 20 } }, ` +
      `{ destination: { host: ${HOST}, subset: experimental } }]`;
    const shares = [half, several].map(mirror => {
      const series = runModel(prod, filesWith(mirror));
      const calls = callsWith(series, { reporter: 'source' });
      return ['canary', 'experimental'].map(
        version => callsWith(series, { destination_version: version }) / calls,
      );
    });
    // Five standard deviations of a binomial share.
    expect(shares[0][0]).toBeGreaterThan(0.46);
    expect(shares[0][0]).toBeLessThan(0.54);
    expect(shares[0][1]).toBe(0);
    expect(shares[1][0]).toBeGreaterThan(0.17);
    expect(shares[1][0]).toBeLessThan(0.23);
    expect(shares[1][1]).toBe(1);
  });

  it('that fail or hang make no difference to the caller, and are not tried again', () => {
    const retried = 'retries: { attempts: 2, retryOn: 5xx }';
    const files = filesWith(`${toCanary}\n      timeout: 1s\n      ${retried}`);
    const failing = {
      ...prod,
      behaviour: (version: string, workload: string) => ({
        ...prod.behaviour(version, workload),
        failShare: version === 'canary' ? 1 : 0,
      }),
    };
    const series = runModel(failing, files);
    const calls = callsWith(series, { reporter: 'source' });
    expect(callsWith(series, { reporter: 'source', response_code: '200' })).toBe(calls);
    expect(callsWith(series, { destination_version: 'canary', response_code: '500' })).toBe(calls);
  });

  it('are not made of calls that find no cluster, and leave no trace without one of their own', () => {
    const nowhere = runModel(prod, filesWith(`mirror: { host: ${HOST}, subset: gone }`));
    expect(callsWith(nowhere, { response_code: '200', reporter: 'source' })).toBe(
      callsWith(nowhere, { reporter: 'source' }),
    );
    expect(callsWith(nowhere, { reporter: 'destination' })).toBe(
      callsWith(nowhere, { reporter: 'source' }),
    );
    const lost = filesWith(toCanary);
    const text = lost.get(PATH) ?? '';
    lost.set(PATH, text.replace('subset: stable', 'subset: gone'));
    const series = runModel(prod, lost);
    expect(callsWith(series, { response_flags: 'NC' })).toBeGreaterThan(5000);
    expect(callsWith(series, { reporter: 'destination' })).toBe(0);
  });
});
