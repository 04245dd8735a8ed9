import type { Admitted } from '../admission/admit';
import { resolveHost } from '../hosts';
import type {
  Destination,
  HttpRoute,
  L4Route,
  VirtualServiceSpec,
  WeightedDestination,
} from '../istioTypes';
import type { NotModelled } from '../types';

/** The name of the gateway that stands for all sidecars. */
export const MESH_GATEWAY = 'mesh';

/** Every field of it, so that none is forgotten where one is copied. */
type AllFields<T> = { [Field in keyof Required<T>]: T[Field] };

/** An HTTP rule with full names, and the object it was written in. */
export interface Rule extends AllFields<HttpRoute> {
  /** `kind/namespace/name`; under delegation, the delegate. */
  writtenIn: string;
  /** Path of the rule in that object. */
  path: string;
  /** What of that object is not modelled. */
  notModelled: NotModelled[];
}

/** A VirtualService with full host and gateway names. */
export interface ResolvedVirtualService {
  key: string;
  name: string;
  namespace: string;
  hosts: string[];
  /** Never empty: `mesh` when the object names none. */
  gateways: string[];
  exportTo: string[];
  http: Rule[];
  tcp: L4Route[];
  tls: L4Route[];
  source: Admitted<VirtualServiceSpec>;
}

/** Completes short names with the object's namespace (istio pilot/pkg/model/virtualservice.go). */
export function resolveVirtualService(
  object: Admitted<VirtualServiceSpec>,
): ResolvedVirtualService {
  const { namespace, spec } = object;
  const gateway = (name: string) => resolveGateway(name, namespace);
  const destination = (to: Destination): Destination => {
    const host = resolveHost(to.host, namespace);
    return host === to.host ? to : { ...to, host };
  };
  const weighted = (to: WeightedDestination): WeightedDestination => {
    const resolved = destination(to.destination);
    return resolved === to.destination ? to : { ...to, destination: resolved };
  };
  const withNames = <Match extends { gateways?: string[] }>(match: Match): Match =>
    match.gateways ? { ...match, gateways: match.gateways.map(gateway) } : match;
  const l4 = (rules: L4Route[] | undefined): L4Route[] =>
    (rules ?? []).map(rule => ({
      match: rule.match?.map(withNames),
      route: rule.route?.map(weighted),
    }));
  return {
    key: object.key,
    name: object.name,
    namespace,
    hosts: (spec.hosts ?? []).map(host => resolveHost(host, namespace)),
    gateways: spec.gateways?.length ? spec.gateways.map(gateway) : [MESH_GATEWAY],
    exportTo: spec.exportTo ?? [],
    // Field by field: rules in great numbers then have one hidden class, and are made several times as fast.
    http: (spec.http ?? []).map((rule, index) => ({
      name: rule.name,
      match: rule.match?.map(withNames),
      route: rule.route?.map(weighted),
      redirect: rule.redirect,
      directResponse: rule.directResponse,
      delegate: rule.delegate,
      rewrite: rule.rewrite,
      timeout: rule.timeout,
      retries: rule.retries,
      fault: rule.fault,
      mirror: rule.mirror && destination(rule.mirror),
      mirrors: rule.mirrors?.map(mirror => ({
        ...mirror,
        destination: mirror.destination && destination(mirror.destination),
      })),
      mirrorPercent: rule.mirrorPercent,
      mirrorPercentage: rule.mirrorPercentage,
      corsPolicy: rule.corsPolicy,
      headers: rule.headers,
      writtenIn: object.key,
      path: `spec.http.${index}`,
      notModelled: object.notModelled,
    })),
    tcp: l4(spec.tcp),
    tls: l4(spec.tls),
    source: object,
  };
}

function resolveGateway(name: string, namespace: string): string {
  if (name === MESH_GATEWAY || name.includes('/')) {
    return name.startsWith('./') ? `${namespace}/${name.slice(2)}` : name;
  }
  return `${namespace}/${name}`;
}
