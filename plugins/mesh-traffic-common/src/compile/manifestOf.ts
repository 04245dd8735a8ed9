import { Manifest } from '../kubernetes/manifest';

export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
export const POLICY_LABEL = 'mesh-traffic/policy';

/** Order in which Argo CD applies: subsets and Canaries before the routes that name them. */
export type SyncWave = '0' | '1';

interface Head {
  apiVersion: string;
  kind: string;
  name: string;
  namespace: string;
  /** Name of the service whose policy the object follows from. */
  policy: string;
  wave: SyncWave;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** An object of ours: the head that all of them share, then `body`. */
export function manifestOf(head: Head, body: Record<string, unknown>): Manifest {
  return {
    apiVersion: head.apiVersion,
    kind: head.kind,
    metadata: {
      name: head.name,
      namespace: head.namespace,
      labels: {
        [MANAGED_BY_LABEL]: 'mesh-traffic',
        [POLICY_LABEL]: head.policy,
        ...head.labels,
      },
      annotations: { 'argocd.argoproj.io/sync-wave': head.wave, ...head.annotations },
    },
    ...body,
  };
}
