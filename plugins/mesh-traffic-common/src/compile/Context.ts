import { Diagnostic } from '../diagnostic';
import { Retries } from '../policy/fields/retries';
import { RoutingPolicy } from '../policy/schema';
import { MeshSettings } from './CompileOptions';
import { OTHERS } from './names';
import { SubsetBook } from './SubsetBook';
import { trafficPolicyOf } from './trafficPolicyOf';

/** Who calls, and how these calls are treated: a caller, all others, or a gateway. */
export interface Caller {
  /** Source namespace, {@link OTHERS}, or `gateway:<name>`. */
  id: string;
  /** Source namespace of a listed caller. */
  namespace?: string;
  /** The rule's name in the VirtualService. */
  ruleName: string;
  /** Port of the service, where the caller's own says nothing about it: at gateways. */
  port?: number;
  /** Where its calls go; absent with a ring, or without versions. */
  route?: Record<string, number>;
  ring?: string;
  timeout?: string;
  retries?: Retries;
  /** Limits, as Istio writes them. */
  trafficPolicy?: Record<string, unknown>;
}

/** What every part of the compiler works on. */
export interface Context {
  policy: RoutingPolicy;
  mesh: MeshSettings;
  /** The service that calls are made to. */
  service: string;
  /** The service whose policy this is; another one only for echo workloads. */
  owner: string;
  namespace: string;
  /** Fully qualified host of the service. */
  host: string;
  /** Listed callers in order of their names. */
  callers: Caller[];
  /** The same by name. */
  callerOf: ReadonlyMap<string, Caller>;
  others: Caller;
  /** Subsets that the routes need; filled while routes are built. */
  subsets: SubsetBook;
  diagnostics: Diagnostic[];
}

/** Resolves what a caller leaves open, once for all parts. */
export function contextOf(
  policy: RoutingPolicy,
  mesh: MeshSettings,
  owner: string = policy.metadata.name,
): Context {
  const { name: service, namespace } = policy.metadata;
  const { spec } = policy;
  const host = hostOf(service, namespace);
  const listedBy = new Map<string, string>();
  for (const [ring, { callers }] of Object.entries(spec.rollout?.rings ?? {})) {
    callers?.forEach(caller => listedBy.set(caller, ring));
  }
  const others: Caller = {
    id: OTHERS,
    ruleName: 'all-others',
    route: spec.otherCallers.route,
    ring: spec.otherCallers.ring,
    timeout: spec.otherCallers.timeout,
    retries: spec.otherCallers.retries,
    trafficPolicy:
      spec.otherCallers.circuitBreaker && trafficPolicyOf(spec.otherCallers.circuitBreaker),
  };
  const names = Object.keys(spec.callers);
  for (const name of listedBy.keys()) if (!Object.hasOwn(spec.callers, name)) names.push(name);
  const callers = names.sort().map((name): Caller => {
    const rule = Object.hasOwn(spec.callers, name) ? spec.callers[name] : undefined;
    const ring = rule?.ring ?? listedBy.get(name);
    const open = !rule?.route && ring === undefined;
    return {
      id: name,
      namespace: name,
      ruleName: `from-${name}`,
      route: open ? others.route : rule?.route,
      ring: open ? others.ring : ring,
      timeout: rule?.timeout,
      retries: rule?.retries,
      trafficPolicy: rule?.circuitBreaker && trafficPolicyOf(rule.circuitBreaker),
    };
  });
  return {
    policy,
    mesh,
    service,
    owner,
    namespace,
    host,
    callers,
    callerOf: new Map(callers.map(caller => [caller.id, caller])),
    others,
    subsets: new SubsetBook(),
    diagnostics: [],
  };
}

/** Fully qualified name of a Service. */
export function hostOf(service: string, namespace: string): string {
  return `${service}.${namespace}.svc.cluster.local`;
}
