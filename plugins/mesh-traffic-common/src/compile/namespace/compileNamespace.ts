import { Diagnostic } from '../../diagnostic';
import { Manifest } from '../../kubernetes/manifest';
import { finding } from '../../policy/checks/Check';
import { NamespacePolicy } from '../../policy/namespaceSchema';
import { Compiled } from '../compile';
import { MANAGED_BY_LABEL, manifestOf } from '../manifestOf';

/**
 * Compiles a namespace's policy: mutual TLS for all its pods, and the Namespace object where it is ours to write.
 * These are the only objects for a whole namespace that the product makes.
 */
export function compileNamespace(policy: NamespacePolicy): Compiled {
  const { name } = policy.metadata;
  const { injection, mtls, manageNamespace } = policy.spec;
  const manifests: Manifest[] = [];
  const diagnostics: Diagnostic[] = [];
  if (manageNamespace) {
    manifests.push(namespaceObject(policy));
  } else if (injection !== undefined) {
    diagnostics.push(
      finding(
        'MT1210',
        'warning',
        'spec.injection',
        `The label for sidecars is not written: the Namespace ${name} is not managed here.`,
        'Set the label where the Namespace is managed, or set manageNamespace: true.',
      ),
    );
  }
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
