import { Manifest, SimulatedDestination, Simulator } from 'backstage-plugin-mesh-traffic-common';

type Fields = Record<string, unknown>;

/** Stand-in: source namespaces, subsets and allowed namespaces, nothing else. */
export function createSimulator(manifests: readonly Manifest[], _options: object): Simulator {
  const of = (kind: string) => manifests.filter(manifest => manifest.kind === kind);
  return {
    refused: [],
    warnings: [],
    simulate(call) {
      const [name, namespace] = call.host.split('.');
      const virtualService = of('VirtualService').find(
        v =>
          v.metadata.namespace === namespace &&
          list(v.spec?.hosts).some(h => String(h).startsWith(name)),
      );
      const rule = list(virtualService?.spec?.http).find(http => {
        const matches = list(http.match);
        return (
          matches.length === 0 ||
          matches.some(m => !m.sourceNamespace || m.sourceNamespace === call.from)
        );
      });
      const routes = rule ? list(rule.route) : [{ destination: { host: call.host } }];
      return {
        rule: rule ? String(rule.name ?? '') : 'default',
        destinations: routes.map(route => destination(fields(route.destination), route.weight)),
        notModelled: [],
      };

      function destination(target: Fields, weight: unknown): SimulatedDestination {
        const rules = of('DestinationRule').filter(d => d.metadata.namespace === namespace);
        const subset = rules
          .flatMap(d => list(d.spec?.subsets))
          .find(s => s.name === target.subset);
        const service = of('Service').find(
          s => s.metadata.namespace === namespace && s.metadata.name === name,
        );
        const selector = { ...fields(service?.spec?.selector), ...fields(subset?.labels) };
        const pods: Record<string, number> = {};
        for (const d of of('Deployment')) {
          const labels = fields(fields(fields(d.spec?.template).metadata).labels);
          if (d.metadata.namespace !== namespace) continue;
          if (Object.entries(selector).some(([key, value]) => labels[key] !== value)) continue;
          pods[d.metadata.name] = Number(d.spec?.replicas ?? 1);
        }
        const missing = target.subset !== undefined && !subset;
        return {
          cluster: `outbound|${call.port}|${target.subset ?? ''}|${call.host}`,
          host: call.host,
          port: call.port ?? 80,
          ...(routes.length > 1 ? { weight: Number(weight) } : {}),
          pods,
          ...(missing ? { fails: 'NC' } : {}),
          ...(Object.keys(pods).length === 0 && !missing ? { fails: 'UH' } : {}),
          arrival: { mtls: 'PERMISSIVE', access: allowed() ? 'allow' : 'deny' },
        };
      }

      function allowed(): boolean {
        const policies = of('AuthorizationPolicy').filter(p => p.metadata.namespace === namespace);
        return (
          policies.length === 0 ||
          policies
            .flatMap(p => list(p.spec?.rules))
            .flatMap(r => list(r.from))
            .some(f => list(fields(f.source).namespaces).some(n => Object.is(n, call.from)))
        );
      }
    },
  };
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value : [];
}
