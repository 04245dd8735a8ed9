import { hostsOverlap } from '../simulate/hosts';
import type { GatewayServer } from '../simulate/istioTypes';
import { whatIsRead } from '../simulate/whatIsRead';
import { type Workload, selects } from '../simulate/workloads';
import { groupBy } from './groupBy';
import type { IstioObject, LintContext } from './LintContext';
import { isGatewayTemplate, podTemplates } from './podTemplates';

/** A server of a Gateway, as it is written. */
export interface WrittenServer {
  object: IstioObject<'Gateway'>;
  server: GatewayServer;
  /** `spec.servers.0`. */
  path: string;
  reads: ReturnType<typeof whatIsRead>;
}

/** Every server of the Gateways that the cluster accepts. */
export function gatewayServers(context: LintContext): readonly WrittenServer[] {
  return context.once('gateway servers', () =>
    context.istio('Gateway').flatMap(object =>
      (object.spec.servers ?? []).map((server, index) => ({
        object,
        server,
        path: `spec.servers.${index}`,
        reads: whatIsRead(server),
      })),
    ),
  );
}

/**
 * The first server of the same gateway that comes before this one in the documents, listens at the same place and
 * shares a key with it; `name` stands for these keys.
 */
export function earlierSharing(
  context: LintContext,
  later: WrittenServer,
  name: string,
  keysOf: (server: WrittenServer) => readonly string[],
  isMeant: (earlier: WrittenServer) => boolean = () => true,
): { server: WrittenServer; key: string } | undefined {
  const byKey = context.once(`gateway servers by place and ${name}`, () =>
    groupBy(
      gatewayServers(context).flatMap(server =>
        keysOf(server).map(key => ({ server, place: `${placeOf(server)} ${key}` })),
      ),
      ({ place }) => place,
    ),
  );
  for (const key of keysOf(later)) {
    for (const { server } of byKey.get(`${placeOf(later)} ${key}`) ?? []) {
      if (server === later) {
        break;
      }
      if (isMeant(server) && servesSamePods(context, server.object, later.object)) {
        return { server, key };
      }
    }
  }
  return undefined;
}

function placeOf({ server }: WrittenServer): string {
  return `${server.port?.number} ${server.bind ?? ''}`;
}

/** Whether two Gateways are for the same pods: by the same labels, or by a workload that both select. */
function servesSamePods(
  context: LintContext,
  one: IstioObject<'Gateway'>,
  other: IstioObject<'Gateway'>,
): boolean {
  const [first, second] = [one.spec.selector ?? {}, other.spec.selector ?? {}];
  return (
    one === other ||
    (selects(first, second) && selects(second, first)) ||
    podsOf(context, one).some(({ labels }) => selects(second, labels))
  );
}

/** Workloads among the documents that a Gateway selects, in any namespace. */
export function podsOf(
  context: LintContext,
  { spec }: Pick<IstioObject<'Gateway'>, 'spec'>,
): readonly Workload[] {
  const selector = spec.selector ?? {};
  const [label] = Object.entries(selector);
  return context.once(`pods of gateway ${JSON.stringify(selector)}`, () =>
    label
      ? (workloadsByLabel(context).get(label.join('=')) ?? [])
          .map(({ workload }) => workload)
          .filter(({ labels }) => selects(selector, labels))
      : [],
  );
}

function workloadsByLabel(context: LintContext) {
  return context.once('workloads by label', () =>
    groupBy(
      context.workloads.flatMap(workload =>
        Object.entries(workload.labels).map(pair => ({ label: pair.join('='), workload })),
      ),
      ({ label }) => label,
    ),
  );
}

/** Workloads among the documents that are gateways. */
export function gatewayWorkloads(context: LintContext): readonly Workload[] {
  return context.once('gateway workloads', () => {
    const gateways = new Set(
      podTemplates(context)
        .filter(isGatewayTemplate)
        .map(({ on }) => `${on.namespace}/${on.name}`),
    );
    return context.workloads.filter(({ namespace, name }) => gateways.has(`${namespace}/${name}`));
  });
}

/** The Gateway that a VirtualService names; undefined when it is not among the documents, or is `mesh`. */
export function gatewayNamed(
  context: LintContext,
  name: string,
  namespace: string,
): IstioObject<'Gateway'> | undefined {
  const byName = context.once(
    'gateways by name',
    () => new Map(context.istio('Gateway').map(each => [`${each.namespace}/${each.name}`, each])),
  );
  return byName.get(
    name.includes('/') ? name.replace(/^\.\//, `${namespace}/`) : `${namespace}/${name}`,
  );
}

/** Whether a server's hosts and these have any in common; namespaces before the hosts are not looked at. */
export function offersAny({ hosts = [] }: GatewayServer, wanted: readonly string[]): boolean {
  return hosts.some(entry => {
    const host = entry.slice(entry.indexOf('/') + 1);
    return wanted.some(each => hostsOverlap(each, host));
  });
}
