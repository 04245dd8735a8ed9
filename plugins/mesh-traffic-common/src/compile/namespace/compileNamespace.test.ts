import { compile } from '../compile';
import { parseNamespacePolicy } from '../../policy/parseNamespacePolicy';
import { parsePolicy } from '../../policy/parsePolicy';
import { compileNamespace } from './compileNamespace';

const parsed = (name: string, spec: object) =>
  parseNamespacePolicy({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'NamespacePolicy',
    metadata: { name },
    spec,
  });

function findings(name: string, spec: object, rootNamespace?: string) {
  const { manifests, diagnostics } = compileNamespace(parsed(name, spec).policy!, {
    rootNamespace,
  });
  return { kinds: manifests.map(({ kind }) => kind), diagnostics };
}

it('does not let the policy of the root namespace hold for the whole mesh', () => {
  const error = {
    kinds: [],
    diagnostics: [{ code: 'MT1211', path: 'spec.mtls', severity: 'error' }],
  };
  expect(findings('istio-system', { mtls: 'STRICT' })).toMatchObject(error);
  expect(findings('mesh-root', { mtls: 'STRICT' }, 'mesh-root')).toMatchObject(error);
  expect(findings('istio-system', { mtls: 'STRICT' }, 'mesh-root')).toEqual({
    kinds: ['PeerAuthentication'],
    diagnostics: [],
  });
});

it.each([
  ['istio-injection', 'enabled'],
  ['istio.io/rev', 'canary'],
  ['istio.io/dataplane-mode', 'ambient'],
  ['bad key!', 'x'],
  ['team', 'x y'],
])('refuses the label %s: %s of the Namespace object', (key, value) => {
  const spec = { injection: 'enabled', manageNamespace: true, labels: { [key]: value } };
  const { policy, diagnostics } = parsed('prod', spec);
  expect(policy).toBeUndefined();
  expect(diagnostics).toMatchObject([{ severity: 'error', path: 'spec.labels' }]);
});

it('says which promises would not be kept', () => {
  expect(
    findings('prod', { injection: 'disabled', mtls: 'STRICT', manageNamespace: true }),
  ).toMatchObject({
    kinds: [],
    diagnostics: [{ code: 'MT1213', severity: 'error' }],
  });
  expect(findings('prod', { labels: { team: 'a' } })).toMatchObject({
    diagnostics: [{ code: 'MT1214', severity: 'warning', path: 'spec.labels' }],
  });
});

it('binds nothing to pods of all namespaces for a service of the root namespace', () => {
  const { policy } = parsePolicy({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'istiod', namespace: 'istio-system' },
    spec: {
      service: {
        ports: [{ name: 'http', number: 80 }],
        workload: { labels: { app: 'istiod' } },
      },
      otherCallers: { timeout: '5s', rateLimit: { requests: 9, mode: 'enforce' } },
    },
  });
  expect(compile(policy!)).toMatchObject({
    manifests: [],
    diagnostics: [{ code: 'MT1212', severity: 'error', path: 'metadata.namespace' }],
  });
  expect(compile(policy!, { rootNamespace: 'other' }).diagnostics).toEqual([]);
});
