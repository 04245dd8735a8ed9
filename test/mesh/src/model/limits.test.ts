import { exampleFiles } from '../testing/exampleFiles';
import { callsWith, runModel, steadyScenario, withBehaviour } from '../testing/runModel';

describe('breakers and ejection', () => {
  const PATH = 'mesh/shared-services/backend/destination-rule.yaml';

  /** The example with this traffic policy in every subset, and a `dev` with so many pods. */
  function filesWith(trafficPolicy: string, devPods = 1): Map<string, string> {
    const files = exampleFiles();
    const rule = files.get(PATH) ?? '';
    files.set(
      PATH,
      rule.replace(/(labels: \{ version: \w+ \})/g, `$1, trafficPolicy: ${trafficPolicy}`),
    );
    const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: dev }
spec:
  replicas: ${devPods}
  selector: { matchLabels: { app: shop } }
  template: { metadata: { labels: { app: shop, version: v1 } } }
`;
    return files.set('apps/dev.yaml', deployment);
  }

  const tight =
    '{ connectionPool: { tcp: { maxConnections: 2 }, http: { http1MaxPendingRequests: 1 } } }';
  const rush = steadyScenario([
    { namespace: 'dev', workload: 'shop', perMinute: 6000 },
    { namespace: 'prod', workload: 'shop', perMinute: 60 },
  ]);

  it('answers what overflows with 503 and UO at the source alone, of the caller that calls too much', () => {
    const series = runModel(rush, filesWith(tight));
    const refused = { response_code: '503', response_flags: 'UO' };
    const all = callsWith(series, { reporter: 'source', source_workload_namespace: 'dev' });
    const overflowed = callsWith(series, { ...refused, source_workload_namespace: 'dev' });
    // 100 calls a second of 59 ms ask for six connections and find two.
    expect(overflowed / all).toBeGreaterThan(0.6);
    expect(overflowed / all).toBeLessThan(0.75);
    expect(callsWith(series, { ...refused, reporter: 'destination' })).toBe(0);
    expect(callsWith(series, { ...refused, source_workload_namespace: 'prod' })).toBe(0);
    // What was let through is seen at both ends.
    expect(callsWith(series, { reporter: 'destination', response_code: '200' })).toBe(
      callsWith(series, { reporter: 'source', response_code: '200' }),
    );
  });

  it('counts the limits for each pod of the caller', () => {
    const served = (pods: number) =>
      callsWith(runModel(rush, filesWith(tight, pods)), {
        reporter: 'source',
        source_workload_namespace: 'dev',
        response_code: '200',
      });
    expect(served(2) / served(1)).toBeGreaterThan(1.7);
  });

  it('does not try again what overflowed', () => {
    const files = filesWith(tight);
    const path = 'mesh/shared-services/backend/virtual-service.yaml';
    const text = files.get(path) ?? '';
    files.set(
      path,
      text.replaceAll('      route:', '      retries: { attempts: 2, retryOn: 5xx }\n      route:'),
    );
    const series = runModel(rush, files);
    expect(callsWith(series, { response_flags: 'UO' })).toBeGreaterThan(1000);
    expect(callsWith(series, { response_flags: 'UO,URX' })).toBe(0);
  });

  const prod = withBehaviour(
    steadyScenario([{ namespace: 'prod', workload: 'shop', perMinute: 600 }]),
    { brokenPods: 1 },
  );
  const failedShare = (outlier: string) => {
    const series = runModel(prod, filesWith(`{ outlierDetection: ${outlier} }`));
    const failed = callsWith(series, { reporter: 'source', response_code: '503' });
    return failed / callsWith(series, { reporter: 'source' });
  };

  it('ejects one broken pod of three where half of them may be, and none at the usual 10 %', () => {
    expect(failedShare('{ maxEjectionPercent: 50 }')).toBeLessThan(0.05);
    expect(failedShare('{ consecutive5xxErrors: 5 }')).toBeGreaterThan(0.3);
  });

  it('has no host left when all pods are broken and may be ejected', () => {
    const broken = withBehaviour(prod, { brokenPods: 3 });
    const series = runModel(
      broken,
      filesWith('{ outlierDetection: { maxEjectionPercent: 100, baseEjectionTime: 180s } }'),
    );
    const noHost = callsWith(series, {
      reporter: 'source',
      response_code: '503',
      response_flags: 'UH',
    });
    expect(noHost / callsWith(series, { reporter: 'source' })).toBeGreaterThan(0.9);
    expect(callsWith(series, { reporter: 'destination', response_flags: 'UH' })).toBe(0);
  });
});

describe("limits of the server's own sidecar", () => {
  const PATH = 'mesh/shared-services/backend/destination-rule.yaml';
  const NARROW = '{ connectionPool: { http: { http2MaxRequests: 2 } } }';

  /** The example with these limits at the top of the rule, and room for everything in its subsets. */
  function filesWith(onTop: string): Map<string, string> {
    const files = exampleFiles();
    const roomy = 'trafficPolicy: { connectionPool: { http: { http2MaxRequests: 5000 } } }';
    const rule = (files.get(PATH) ?? '').replace(/(labels: \{ version: \w+ \})/g, `$1, ${roomy}`);
    return files.set(PATH, `${rule}  trafficPolicy: ${onTop}\n`);
  }

  const callers = (...namespaces: string[]) =>
    steadyScenario(namespaces.map(namespace => ({ namespace, workload: 'shop', perMinute: 3600 })));
  const refusedShare = (...namespaces: string[]) => {
    const series = runModel(callers(...namespaces), filesWith(NARROW));
    const ofProd = { reporter: 'source', source_workload_namespace: 'prod' } as const;
    const refused = { ...ofProd, response_code: '503', response_flags: '-' };
    return callsWith(series, refused) / callsWith(series, ofProd);
  };

  it('shows as UO at the server and as a plain 503 at the caller, whose own limits are far', () => {
    const series = runModel(callers('prod', 'tenant-a'), filesWith(NARROW));
    const refused = callsWith(series, { reporter: 'source', response_code: '503' });
    expect(refused).toBeGreaterThan(1000);
    expect(callsWith(series, { reporter: 'source', response_flags: 'UO' })).toBe(0);
    expect(
      callsWith(series, { reporter: 'destination', response_code: '503', response_flags: 'UO' }),
    ).toBe(refused);
  });

  it('counts all callers together', () => {
    const [alone, together] = [refusedShare('prod'), refusedShare('prod', 'tenant-a', 'batch')];
    // 20 calls a second on each of three pods, or 60; each has room for two of 57 ms.
    expect(alone).toBeGreaterThan(0.1);
    expect(alone).toBeLessThan(0.35);
    expect(together).toBeGreaterThan(0.45);
  });

  it('does not try again what the server refused', () => {
    const files = filesWith(NARROW);
    const path = 'mesh/shared-services/backend/virtual-service.yaml';
    const retried = '      retries: { attempts: 2, retryOn: 5xx }\n      route:';
    files.set(path, (files.get(path) ?? '').replaceAll('      route:', retried));
    const series = runModel(callers('prod', 'tenant-a'), files);
    expect(callsWith(series, { reporter: 'destination' })).toBe(
      callsWith(series, { reporter: 'source' }),
    );
  });
});

describe('retries at once', () => {
  const files = (policy: string | undefined) => {
    const all = exampleFiles();
    const rules = 'mesh/shared-services/backend/virtual-service.yaml';
    const retried = '      retries: { attempts: 1, retryOn: 5xx }\n      route:';
    all.set(rules, (all.get(rules) ?? '').replaceAll('      route:', retried));
    const path = 'mesh/shared-services/backend/destination-rule.yaml';
    const limit = `trafficPolicy: { ${policy} }`;
    const rule = all.get(path) ?? '';
    const limited = rule.replace(/(labels: \{ version: \w+ \})/g, `$1, ${limit}`);
    return policy === undefined ? all : all.set(path, limited);
  };
  const failing = withBehaviour(
    steadyScenario([{ namespace: 'prod', workload: 'shop', perMinute: 6000 }]),
    { failShare: 0.5 },
  );
  const most = (maxRetries: number) => `connectionPool: { http: { maxRetries: ${maxRetries} } }`;
  const triesPerCall = (policy: string | undefined) => {
    const series = runModel(failing, files(policy));
    return (
      callsWith(series, { reporter: 'destination' }) / callsWith(series, { reporter: 'source' })
    );
  };

  it('are as many as wanted without a limit, or within it', () => {
    expect(triesPerCall(undefined)).toBeCloseTo(1.5, 1);
    expect(triesPerCall(most(50))).toBeCloseTo(1.5, 1);
  });

  it('are fewer above a limit, and the calls that had none left say UO', () => {
    // 50 tries more a second of 59 ms ask for three places and find one.
    expect(triesPerCall(most(1))).toBeGreaterThan(1.1);
    expect(triesPerCall(most(1))).toBeLessThan(1.25);
    const series = runModel(failing, files(most(1)));
    const stopped = { response_code: '500', response_flags: 'UO' };
    expect(callsWith(series, { ...stopped, reporter: 'source' })).toBeGreaterThan(10_000);
    expect(callsWith(series, { ...stopped, reporter: 'destination' })).toBe(0);
    expect(callsWith(runModel(failing, files(undefined)), { response_flags: 'UO' })).toBe(0);
  });

  it('are a share of the calls under way where there is a budget, and never fewer than its least', () => {
    // Six calls are under way on average, so that 20 % of them are one; and 100 % are six.
    const budget = (percent: number, least: number) =>
      `retryBudget: { percent: ${percent}, minRetryConcurrency: ${least} }`;
    expect(triesPerCall(budget(20, 0))).toBeCloseTo(triesPerCall(most(1)), 1);
    expect(triesPerCall(budget(20, 50))).toBeCloseTo(1.5, 1);
    expect(triesPerCall(budget(100, 0))).toBeGreaterThan(1.4);
    expect(triesPerCall(`${budget(20, 50)}, ${most(1)}`)).toBeCloseTo(1.5, 1);
  });
});

describe('calls that come at once', () => {
  const bursts = (perMinute: number): ReturnType<typeof steadyScenario> => {
    const scenario = steadyScenario([{ namespace: 'prod', workload: 'shop', perMinute }]);
    const callers = scenario.callers.map(caller => ({
      ...caller,
      streams: caller.streams.map(stream => ({ ...stream, burst: 45 })),
    }));
    return { ...scenario, callers };
  };
  const overflowOf = (pool: string) => {
    const all = exampleFiles();
    const path = 'mesh/shared-services/backend/destination-rule.yaml';
    const limit = `trafficPolicy: { connectionPool: ${pool} }`;
    const rule = all.get(path) ?? '';
    all.set(path, rule.replace(/(labels: \{ version: \w+ \})/g, `$1, ${limit}`));
    return callsWith(runModel(bursts(450), all), { response_code: '503', response_flags: 'UO' });
  };

  it('overflow a short queue once, while there are no connections yet', () => {
    // As measured: 23 of the first 45 calls; the second burst finds 22 connections open and 20 places.
    const overflowed = overflowOf(
      '{ tcp: { maxConnections: 50 }, http: { http1MaxPendingRequests: 20 } }',
    );
    expect(overflowed).toBeGreaterThan(20);
    expect(overflowed).toBeLessThan(30);
  });

  it('overflow every time where connections and queue together are too few', () => {
    const overflowed = overflowOf(
      '{ tcp: { maxConnections: 20 }, http: { http1MaxPendingRequests: 5 } }',
    );
    expect(overflowed).toBeGreaterThan(1000);
  });

  it('pass a queue that holds them all', () => {
    expect(
      overflowOf('{ tcp: { maxConnections: 50 }, http: { http1MaxPendingRequests: 50 } }'),
    ).toBe(0);
  });
});
