import { type Manifest, manifestKey } from '../kubernetes/manifest';
import { isSubsetOf, serviceHost } from './hosts';
import type { HttpRequest } from './request';
import type { NotModelled } from './types';
import { field, items, selects, texts } from './workloads';

/** Pods as objects select them. */
interface Pods {
  namespace: string;
  labels: Record<string, string>;
}

/** Objects beside the modelled kinds that may change what happens to a call. */
export interface OtherInfluences {
  /** Of a host that is called or led to; `atGateway` when the call comes in through an ingress gateway. */
  onHost(host: string, atGateway?: boolean): NotModelled[];
  /** Of the pods behind a Service, by its host; also counts for callers without a sidecar. */
  onService(host: string): NotModelled[];
  /** Of pods that answer, and of gateways. */
  onPods(pods: Pods, request: HttpRequest | undefined): NotModelled[];
  /** Of pods that call: what may change a call before it leaves. */
  onCallers(pods: Pods): NotModelled[];
  /** Of a namespace that sends or answers. */
  onNamespace(namespace: string): NotModelled[];
}

const EXTENSION_KINDS = new Set(['WasmPlugin', 'TrafficExtension']);
const ROUTE_KINDS = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute']);

/** Nothing here is simulated: it says where a cluster's answer may differ. */
export function readOtherInfluences(
  manifests: readonly Manifest[],
  rootNamespace: string,
): OtherInfluences {
  const entries = manifests.filter(({ kind }) => kind === 'ServiceEntry');
  const routes = manifests.filter(({ kind }) => ROUTE_KINDS.has(kind));
  const tokens = manifests.filter(({ kind }) => kind === 'RequestAuthentication');
  const extensions = manifests.filter(({ kind }) => EXTENSION_KINDS.has(kind));
  const ambient = manifests.filter(
    ({ kind, metadata }) =>
      kind === 'Namespace' && texts(metadata.labels)['istio.io/dataplane-mode'] === 'ambient',
  );
  const ofServices = readServiceInfluences(manifests);
  const found = (objects: Manifest[], path: string): NotModelled[] =>
    objects.map(each => ({ object: manifestKey(each), path }));
  const binds = ({ metadata, spec }: Manifest, { namespace, labels }: Pods) =>
    (metadata.namespace === namespace || metadata.namespace === rootNamespace) &&
    items(field(spec, 'targetRefs')).length === 0 &&
    selects(texts(field(field(spec, 'selector'), 'matchLabels')), labels);

  return {
    onHost: (host, atGateway = false) => [
      ...found(
        entries.filter(each => textsIn(each, 'hosts').some(pattern => isSubsetOf(host, pattern))),
        'spec.hosts',
      ),
      ...found(
        routes.filter(route => parentHosts(route).includes(host)),
        'spec.parentRefs',
      ),
      ...(atGateway
        ? found(
            routes.filter(route => isAtGateway(route) && serves(route, host)),
            'spec.parentRefs',
          )
        : []),
      ...(ofServices.get(host) ?? []),
    ],
    onService: host => ofServices.get(host) ?? [],
    onPods: (pods, request) =>
      found(
        [
          ...tokens.filter(each => binds(each, pods) && carriesToken(each, request)),
          ...extensions.filter(each => binds(each, pods)),
        ],
        'spec',
      ),
    onCallers: pods =>
      found(
        extensions.filter(each => binds(each, pods) && !isForServersOnly(each)),
        'spec',
      ),
    onNamespace: namespace =>
      found(
        ambient.filter(({ metadata }) => metadata.name === namespace),
        'metadata.labels',
      ),
  };
}

function textsIn(manifest: Manifest, list: string): string[] {
  return items(field(manifest.spec, list)).filter(entry => typeof entry === 'string');
}

/** Hosts of the Services that a Gateway API route is attached to. */
function parentHosts(route: Manifest): string[] {
  return items(field(route.spec, 'parentRefs'))
    .filter(parent => field(parent, 'kind') === 'Service')
    .map(parent => {
      const namespace = field(parent, 'namespace') ?? route.metadata.namespace;
      return serviceHost(String(field(parent, 'name')), String(namespace));
    });
}

/** `Gateway` is what a parent is that names no kind. */
function isAtGateway(route: Manifest): boolean {
  return items(field(route.spec, 'parentRefs')).some(
    parent => (field(parent, 'kind') ?? 'Gateway') === 'Gateway',
  );
}

/** A route without host names serves all that its gateway offers. */
function serves(route: Manifest, host: string): boolean {
  const names = textsIn(route, 'hostnames');
  return names.length === 0 || names.some(name => isSubsetOf(host, name));
}

/** Whether a call has what a RequestAuthentication looks at: by default the Authorization header. */
function carriesToken(policy: Manifest, request: HttpRequest | undefined): boolean {
  const isSent = (rule: unknown) => {
    const named = (list: string) => items(field(rule, list));
    const headers = named('fromHeaders').map(header => String(field(header, 'name')));
    const others = [...named('fromParams'), ...named('fromCookies')];
    return (
      headers.some(header => request?.headers.has(header.toLowerCase())) ||
      named('fromParams').some(name => request?.query.has(String(name))) ||
      (named('fromCookies').length > 0 && Boolean(request?.headers.has('cookie'))) ||
      (headers.length + others.length === 0 && Boolean(request?.headers.has('authorization')))
    );
  };
  return items(field(policy.spec, 'jwtRules')).some(isSent);
}

/** `match` of an extension may keep it off calls that leave. */
function isForServersOnly(extension: Manifest): boolean {
  const matches = items(field(extension.spec, 'match'));
  return matches.length > 0 && matches.every(match => field(match, 'mode') === 'SERVER');
}

/** What changes the pods behind a Service, by its host. */
function readServiceInfluences(manifests: readonly Manifest[]): Map<string, NotModelled[]> {
  const machines = new Map<string | undefined, Manifest[]>();
  for (const manifest of manifests.filter(({ kind }) => kind === 'WorkloadEntry')) {
    const { namespace } = manifest.metadata;
    const known = machines.get(namespace);
    if (known) {
      known.push(manifest);
    } else {
      machines.set(namespace, [manifest]);
    }
  }
  const byHost = new Map<string, NotModelled[]>();
  for (const manifest of manifests) {
    const { kind, apiVersion, metadata, spec } = manifest;
    if (kind !== 'Service' || apiVersion !== 'v1') {
      continue;
    }
    const selector = texts(field(spec, 'selector'));
    const notes: NotModelled[] = (machines.get(metadata.namespace) ?? [])
      .filter(
        machine =>
          Object.keys(selector).length > 0 &&
          selects(selector, texts(field(machine.spec, 'labels'))),
      )
      .map(machine => ({ object: manifestKey(machine), path: 'spec.labels' }));
    if (field(spec, 'internalTrafficPolicy') === 'Local') {
      notes.push({ object: manifestKey(manifest), path: 'spec.internalTrafficPolicy' });
    }
    if (notes.length > 0) {
      byHost.set(serviceHost(metadata.name, metadata.namespace ?? 'default'), notes);
    }
  }
  return byHost;
}
