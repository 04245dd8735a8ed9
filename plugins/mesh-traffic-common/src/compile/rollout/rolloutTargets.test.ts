import { parsePolicy } from '../../policy';
import { compile } from '../compile';
import { rolloutTargets } from './rolloutTargets';

function policyOf(spec: object) {
  const { policy, diagnostics } = parsePolicy({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'backend', namespace: 'shared-services' },
    spec: {
      service: {
        ports: [{ name: 'http', number: 5678, protocol: 'http' }],
        workload: { labels: { 'mesh-traffic/service': 'backend' } },
      },
      versions: { fixed: { labels: { version: 'v0' } } },
      ...spec,
    },
  });
  if (!policy) throw new Error(JSON.stringify(diagnostics));
  return policy;
}

describe('rolloutTargets', () => {
  it('names every Service that the compiled routes lead to', () => {
    const policy = policyOf({
      callers: {
        prod: { access: 'allow', ring: 'prod' },
        dev: { access: 'allow', route: { fixed: 100 } },
      },
      otherCallers: { access: 'allow', ring: 'prod' },
      rollout: { rings: { prod: { workload: { name: 'backend-prod' } } } },
    });
    const targets = rolloutTargets(policy);
    expect(targets?.targets).toEqual(['backend-prod']);
    expect(targets?.services).toEqual(
      expect.arrayContaining(['backend-prod', 'backend-prod-primary', 'backend-prod-canary']),
    );
    const [pinned] = compile(policy).manifests.filter(({ kind }) => kind === 'Service');
    expect(targets?.services).toContain(pinned.metadata.name);
  });

  it('is undefined where nothing is rolled out', () => {
    const route = { fixed: 100 };
    const policy = policyOf({ callers: {}, otherCallers: { access: 'allow', route } });
    expect(rolloutTargets(policy)).toBeUndefined();
  });
});
