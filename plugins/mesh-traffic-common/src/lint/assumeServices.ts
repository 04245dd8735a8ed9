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
  const known = new Set(
    manifests
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata }) => `${metadata.name}.${metadata.namespace ?? 'default'}`),
  );
  const ports = new Map<string, Set<number>>();
  for (const manifest of manifests) {
    const namespace = manifest.metadata.namespace ?? 'default';
    for (const { host, port } of hostsOf(manifest)) {
      const match = SERVICE_HOST.exec(resolveHost(host, namespace));
      const key = match && `${match[1]}.${match[2]}`;
      if (key && !known.has(key)) {
        ports.set(key, (ports.get(key) ?? new Set([80])).add(port ?? 80));
      }
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

function hostsOf(manifest: Manifest): { host: string; port?: number }[] {
  const { kind, spec } = manifest;
  const found: { host: string; port?: number }[] = [];
  const add = (host: unknown, port?: unknown) => {
    if (typeof host === 'string') {
      found.push({ host, ...(typeof port === 'number' ? { port } : {}) });
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
