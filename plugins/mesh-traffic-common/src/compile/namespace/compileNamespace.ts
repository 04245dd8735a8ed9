import { Diagnostic, hasErrors } from '../../diagnostic';
import { Manifest } from '../../kubernetes/manifest';
import { finding } from '../../policy/checks/Check';
import { NamespacePolicy } from '../../policy/namespaceSchema';
import { Compiled } from '../compile';
import { CompileOptions, MeshSettings, meshSettings } from '../CompileOptions';
import { MANAGED_BY_LABEL, manifestOf } from '../manifestOf';

/**
 * Compiles a namespace's policy: mutual TLS for all its pods, and the Namespace object where it is ours to write.
 * These are the only objects for a whole namespace that the product makes.
 */
export function compileNamespace(policy: NamespacePolicy, options?: CompileOptions): Compiled {
  const { name } = policy.metadata;
  const { mtls, manageNamespace } = policy.spec;
  const diagnostics = findings(policy, meshSettings(options));
  if (hasErrors(diagnostics)) return { manifests: [], diagnostics };
  const manifests: Manifest[] = manageNamespace ? [namespaceObject(policy)] : [];
  if (mtls !== undefined) {
    manifests.push(
      manifestOf(
        {
          apiVersion: 'security.istio.io/v1',
          kind: 'PeerAuthentication',
          name: 'default',
          namespace: name,
          policy: name,
          wave: '1',
        },
        { spec: { mtls: { mode: mtls } } },
      ),
    );
  }
  return { manifests, diagnostics };
}

function findings({ metadata, spec }: NamespacePolicy, mesh: MeshSettings): Diagnostic[] {
  const { injection, mtls, manageNamespace, labels } = spec;
  const found: Diagnostic[] = [];
  if (!manageNamespace && injection !== undefined) {
    found.push(
      finding(
        'MT1210',
        'warning',
        'spec.injection',
        `The label for sidecars is not written: the Namespace ${metadata.name} is not managed here.`,
        'Set the label where the Namespace is managed, or set manageNamespace: true.',
      ),
    );
  }
  if (mtls !== undefined && metadata.name === mesh.rootNamespace) {
    found.push(
      finding(
        'MT1211',
        'error',
        'spec.mtls',
        `${metadata.name} is Istio's root namespace: there mtls: ${mtls} would hold for the whole mesh.`,
        'Leave mtls out here, and set it in the policy of each namespace.',
        { source: 'istio api security/v1beta1/peer_authentication.proto (1.30)' },
      ),
    );
  }
  if (mtls === 'STRICT' && injection === 'disabled') {
    found.push(
      finding(
        'MT1213',
        'error',
        'spec.mtls',
        'Without sidecars nobody refuses plain text: mtls: STRICT would not hold.',
        'Set injection to enabled or a revision, or leave mtls out.',
      ),
    );
  }
  if (!manageNamespace && labels) {
    found.push(
      finding(
        'MT1214',
        'warning',
        'spec.labels',
        `The labels are not written: the Namespace ${metadata.name} is not managed here.`,
        'Set them where the Namespace is managed, or set manageNamespace: true.',
      ),
    );
  }
  return found;
}

/** Never pruned and never deleted: with a Namespace everything in it goes. */
function namespaceObject({ metadata, spec }: NamespacePolicy): Manifest {
  const own = Object.keys(spec.labels ?? {}).sort();
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: metadata.name,
      labels: {
        [MANAGED_BY_LABEL]: 'mesh-traffic',
        ...Object.fromEntries(own.map(key => [key, spec.labels?.[key] ?? ''])),
        ...injectionLabel(spec.injection),
      },
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'argocd.argoproj.io/sync-wave': '0',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    },
  };
}

/** One of the two labels; with both Istio takes the older one and warns (IST0123). */
function injectionLabel(injection: NamespacePolicy['spec']['injection']): Record<string, string> {
  if (injection === undefined) return {};
  if (typeof injection === 'string') return { 'istio-injection': injection };
  return { 'istio.io/rev': injection.revision };
}
