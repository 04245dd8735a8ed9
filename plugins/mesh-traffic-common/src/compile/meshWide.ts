import { Diagnostic } from '../diagnostic';
import { Manifest } from '../kubernetes/manifest';
import { finding } from '../policy/checks/Check';
import { Context } from './Context';

/** Kinds that hold for pods of all namespaces when they stand in the root namespace, where they find the labels. */
const BOUND_TO_PODS = ['AuthorizationPolicy', 'EnvoyFilter', 'PeerAuthentication', 'Telemetry'];

/** MT1212: in Istio's root namespace a selector finds pods of every namespace. */
export function meshWide(context: Context, manifests: readonly Manifest[]): Diagnostic[] {
  if (context.namespace !== context.mesh.rootNamespace) return [];
  const kinds = manifests.map(({ kind }) => kind).filter(kind => BOUND_TO_PODS.includes(kind));
  if (kinds.length === 0) return [];
  return [
    finding(
      'MT1212',
      'error',
      'metadata.namespace',
      `${context.namespace} is Istio's root namespace: ${[...new Set(kinds)].sort().join(' and ')} there would hold for pods of every namespace that carry the labels.`,
      'Leave access control, rate limits and denial tags out, or run the service in a namespace of its own.',
      { source: 'istio pilot/pkg/model/push_context.go and authorization.go (1.30)' },
    ),
  ];
}
