import { compileDocument } from '../__testUtils__/compileDocument';

function compiled(protocol: string, more: Record<string, unknown> = {}) {
  const { manifests, diagnostics } = compileDocument({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: {
        ports: [{ name: protocol, number: 80, protocol }],
        workload: { labels: { 'mesh-traffic/service': 'api' } },
      },
      otherCallers: { ring: 'main', rateLimit: { requests: 10, mode: 'enforce' } },
      rollout: { rings: { main: { workload: 'api-main', thresholds: { successRate: 99 } } } },
      monitoring: { recordingRules: true },
      ...more,
    },
  });
  expect(diagnostics).toEqual([]);
  return (kind: string) => JSON.stringify(manifests.find(object => object.kind === kind)?.spec);
}

describe('a failing gRPC service answers 200 with a status of its own', () => {
  const grpc = compiled('grpc');
  const http = compiled('http');

  it('counts as failed for a release', () => {
    expect(grpc('MetricTemplate')).toContain('grpc_response_status!~\\"2|4|12|13|14|15\\"');
  });

  it('counts as failed in rules', () => {
    expect(grpc('PrometheusRule')).toContain('grpc_response_status!~\\"2|4|12|13|14|15\\"');
  });

  it('and what policy turned away counts as neither', () => {
    expect(grpc('MetricTemplate')).toContain('grpc_response_status!~\\"7|8\\"');
    expect(grpc('EnvoyFilter')).toContain('"rate_limited_as_resource_exhausted":true');
  });

  it('where no gRPC is spoken nothing is said of it', () => {
    for (const kind of ['MetricTemplate', 'PrometheusRule', 'EnvoyFilter']) {
      expect(http(kind)).not.toMatch(/grpc|resource_exhausted/);
    }
  });
});
