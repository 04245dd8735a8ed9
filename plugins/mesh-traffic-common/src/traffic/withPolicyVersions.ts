import { RoutingPolicy } from '../policy/schema';
import { CallerTraffic, TrafficPanel, TrafficSnapshot } from './snapshot';

/**
 * Calls the versions of a measurement by the policy's names. The mesh reports the value of the pods' label
 * `version` (`destination_version`); the policy names versions as it likes. A value that no version, or
 * more than one, carries stays as it is.
 */
export function withPolicyVersions(
  snapshot: TrafficSnapshot,
  policy: RoutingPolicy,
): TrafficSnapshot {
  const names = namesByLabel(policy);
  const rename = (version: string) => names.get(version) ?? version;
  return {
    ...snapshot,
    callers: snapshot.callers.map((caller): CallerTraffic => ({
      ...caller,
      versions: caller.versions.map(item => ({ ...item, version: rename(item.version) })),
    })),
    panels: snapshot.panels.map((panel): TrafficPanel => ({
      ...panel,
      series: panel.series.map(line =>
        line.labels.version === undefined
          ? line
          : { ...line, labels: { ...line.labels, version: rename(line.labels.version) } },
      ),
    })),
  };
}

function namesByLabel({ spec }: RoutingPolicy): Map<string, string> {
  const names = new Map<string, string>();
  const twice = new Set<string>();
  for (const [name, { labels }] of Object.entries(spec.versions)) {
    const value = Object.hasOwn(labels, 'version') ? labels.version : undefined;
    if (value === undefined) continue;
    if (names.has(value)) twice.add(value);
    names.set(value, name);
  }
  twice.forEach(value => names.delete(value));
  return names;
}
