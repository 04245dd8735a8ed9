import type { Manifest } from '../kubernetes/manifest';
import { CLUSTER_DOMAIN, resolveHost } from '../simulate/hosts';
import { field, items } from '../simulate/workloads';

const SERVICE_HOST = new RegExp(
  `^([^.*]+)\\.([^.*]+)\\.svc\\.${CLUSTER_DOMAIN.replace('.', '\\.')}$`,
);

/** Selector of an assumed Service: no pod has it. */
const ASSUMED = 'mesh-traffic/assumed';

/**
 * Services that the manifests speak of and do not hold. A repository of mesh manifests seldom holds the Services
 * themselves, and what routes lead to can be told without them; what pods stand behind cannot.
 */
export function assumeServices(manifests: readonly Manifest[]): Manifest[] {
  const known = new Map(
    manifests
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata, spec }) => [
        serviceKey(metadata.name, metadata.namespace ?? 'default'),
        items(field(spec, 'ports')).flatMap(port => numberOf(field(port, 'port'))),
      ]),
  );
  const ports = new Map<string, Set<number>>();
  for (const manifest of manifests) {
    const namespace = manifest.metadata.namespace ?? 'default';
    for (const [host, numbers] of hostsOf(manifest)) {
      const key = keyOf(host, namespace);
      if (key && !known.has(key)) {
        const all = ports.get(key) ?? new Set([80]);
        numbers.forEach(port => all.add(port));
        ports.set(key, all);
      }
    }
  }
  for (const [key, numbers] of targetPorts(manifests, known)) {
    if (ports.has(key)) {
      ports.set(key, numbers);
    }
  }
  return [...ports].map(([key, numbers]) => {
    const [name, namespace] = key.split('.');
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: {
        selector: { [ASSUMED]: name },
        ports: [...numbers].map(port => ({ name: `http-${port}`, port })),
      },
    };
  });
}

/**
 * A route without a port leads to the port that was called: a Service that is not here has the ports of those that
 * its routes lead to.
 */
function targetPorts(
  manifests: readonly Manifest[],
  known: ReadonlyMap<string, number[]>,
): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  if (known.size === 0) {
    return found;
  }
  for (const { kind, metadata, spec } of manifests) {
    const namespace = metadata.namespace ?? 'default';
    const destinations =
      kind === 'VirtualService'
        ? items(field(spec, 'http')).flatMap(rule =>
            items(field(rule, 'route')).map(to => field(to, 'destination')),
          )
        : [];
    const numbers = destinations
      .filter(destination => field(destination, 'port') === undefined)
      .flatMap(destination => known.get(keyOf(field(destination, 'host'), namespace) ?? '') ?? []);
    for (const host of numbers.length > 0 ? items(field(spec, 'hosts')) : []) {
      const key = keyOf(host, namespace);
      if (key && !known.has(key)) {
        const all = found.get(key) ?? new Set();
        numbers.forEach(number => all.add(number));
        found.set(key, all);
      }
    }
  }
  return found;
}

function serviceKey(name: string, namespace: string): string {
  return `${name}.${namespace}`;
}

/** Key of the Service that a host in an object of a namespace means; undefined when it means none. */
function keyOf(host: unknown, namespace: string): string | undefined {
  const match = typeof host === 'string' && SERVICE_HOST.exec(resolveHost(host, namespace));
  return match ? serviceKey(match[1], match[2]) : undefined;
}

function numberOf(value: unknown): number[] {
  return typeof value === 'number' ? [value] : [];
}

/** The hosts that an object names, as written, with the ports that it names for them. */
function hostsOf({ kind, spec }: Manifest): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const add = (host: unknown, port?: unknown) => {
    if (typeof host === 'string') {
      const known = found.get(host) ?? new Set();
      found.set(host, typeof port === 'number' ? known.add(port) : known);
    }
  };
  if (kind === 'DestinationRule') {
    add(field(spec, 'host'));
  }
  if (kind === 'Canary') {
    const service = field(spec, 'service');
    const apex = field(service, 'name') ?? field(field(spec, 'targetRef'), 'name');
    for (const suffix of ['', '-primary', '-canary']) {
      add(typeof apex === 'string' ? `${apex}${suffix}` : undefined, field(service, 'port'));
    }
  }
  if (kind === 'VirtualService') {
    items(field(spec, 'hosts')).forEach(host => add(host));
    for (const rule of ['http', 'tcp', 'tls'].flatMap(list => items(field(spec, list)))) {
      for (const to of items(field(rule, 'route'))) {
        const destination = field(to, 'destination');
        add(field(destination, 'host'), field(field(destination, 'port'), 'number'));
      }
    }
  }
  return found;
}
