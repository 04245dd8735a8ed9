import { groupBy } from '../groupBy';
import { isForMesh, meshHosts } from '../httpRules';
import type { LintRule } from '../LintRule';

/** In the mesh VirtualServices of a host are not joined: for each caller the oldest with a route for it counts. */
export const twoVirtualServicesForHost: LintRule = {
  code: 'MT2013',
  severity: 'error',
  title: 'two VirtualServices that compete for a host',
  source: 'istio pilot/pkg/networking/core/httproute.go; measured in both creation orders',
  check: context => {
    const all = context.istio('VirtualService').filter(isForMesh);
    const sourcesOf = (each: (typeof all)[number]): Set<string> | undefined => {
      const matches = (each.spec.http ?? []).flatMap(rule =>
        rule.match?.length ? rule.match : [{}],
      );
      const names = matches.map(match =>
        'sourceNamespace' in match ? match.sourceNamespace : undefined,
      );
      return names.every(Boolean) ? new Set(names as string[]) : undefined;
    };
    const pairs = all.flatMap(one => [...new Set(meshHosts(one))].map(host => ({ host, one })));
    return [...groupBy(pairs, ({ host }) => host).entries()].flatMap(([host, group]) =>
      group.flatMap(({ one }, index) =>
        group.slice(0, index).flatMap(({ one: other }) => {
          const [mine, theirs] = [sourcesOf(one), sourcesOf(other)];
          const areDisjoint = mine && theirs && ![...mine].some(name => theirs.has(name));
          const seesBoth = context.callers.some(
            caller => isSeenBy(one, caller) && isSeenBy(other, caller),
          );
          return !areDisjoint && seesBoth
            ? [
                {
                  on: one.on,
                  path: 'spec.hosts',
                  message: `${other.namespace}/${other.name} has rules for ${host} too: for each caller only the older of the two counts, and creation times are not in the repository.`,
                  help: 'Put all rules of a host into one VirtualService.',
                },
              ]
            : [];
        }),
      ),
    );
  },
};

function isSeenBy(
  { spec, namespace }: { spec: { exportTo?: string[] }; namespace: string },
  caller: string,
): boolean {
  const { exportTo = [] } = spec;
  return (
    exportTo.length === 0 ||
    exportTo.some(entry => entry === '*' || (entry === '.' ? namespace : entry) === caller)
  );
}
