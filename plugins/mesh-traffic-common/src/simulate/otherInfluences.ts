import { type Manifest, manifestKey } from '../kubernetes/manifest';
import { isSubsetOf } from './hosts';
import type { NotModelled } from './types';
import { field, items, selects, texts } from './workloads';

/** Objects beside the modelled kinds that may change what happens to a call. */
export interface OtherInfluences {
  /** Of a host that is called or led to. */
  onHost(host: string): NotModelled[];
  /** Of pods that answer; `hasToken` when the call carries an Authorization header. */
  onPods(
    pods: { namespace: string; labels: Record<string, string> },
    hasToken: boolean,
  ): NotModelled[];
  /** Of a namespace that sends or answers. */
  onNamespace(namespace: string): NotModelled[];
}

const POD_KINDS = new Set(['RequestAuthentication', 'WasmPlugin', 'TrafficExtension']);
const ROUTE_KINDS = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute']);

/** Nothing here is simulated: it says where a cluster's answer may differ. */
export function readOtherInfluences(
  manifests: readonly Manifest[],
  rootNamespace: string,
): OtherInfluences {
  const entries = manifests.filter(({ kind }) => kind === 'ServiceEntry');
  const routes = manifests.filter(({ kind }) => ROUTE_KINDS.has(kind));
  const onPods = manifests.filter(({ kind }) => POD_KINDS.has(kind));
  const ambient = manifests.filter(
    ({ kind, metadata }) =>
      kind === 'Namespace' && texts(metadata.labels)['istio.io/dataplane-mode'] === 'ambient',
  );
  const found = (objects: Manifest[], path: string): NotModelled[] =>
    objects.map(each => ({ object: manifestKey(each), path }));

  return {
    onHost: host => [
      ...found(
        entries.filter(each => hostsOf(each).some(pattern => isSubsetOf(host, pattern))),
        'spec.hosts',
      ),
      ...found(
        routes.filter(route => parentHosts(route).includes(host)),
        'spec.parentRefs',
      ),
    ],
    onPods: ({ namespace, labels }, hasToken) =>
      found(
        onPods.filter(
          ({ kind, metadata, spec }) =>
            (metadata.namespace === namespace || metadata.namespace === rootNamespace) &&
            (kind !== 'RequestAuthentication' || hasToken) &&
            selects(texts(field(field(spec, 'selector'), 'matchLabels')), labels),
        ),
        'spec',
      ),
    onNamespace: namespace =>
      found(
        ambient.filter(({ metadata }) => metadata.name === namespace),
        'metadata.labels',
      ),
  };
}

function hostsOf(manifest: Manifest): string[] {
  return items(field(manifest.spec, 'hosts')).filter(host => typeof host === 'string');
}

/** Hosts of the Services that a Gateway API route is attached to. */
function parentHosts(route: Manifest): string[] {
  return items(field(route.spec, 'parentRefs'))
    .filter(parent => field(parent, 'kind') === 'Service')
    .map(parent => {
      const namespace = field(parent, 'namespace') ?? route.metadata.namespace;
      return `${field(parent, 'name')}.${namespace}.svc.cluster.local`;
    });
}
