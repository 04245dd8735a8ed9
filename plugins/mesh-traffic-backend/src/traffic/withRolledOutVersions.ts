import { RolloutTargets } from 'backstage-plugin-mesh-traffic-common';

/**
 * Makes each workload that Flagger rolls out a version of its own: the pods of old and new share the label
 * `version`, so that the workload's name alone tells them apart.
 */
export function withRolledOutVersions<T extends { labels: Record<string, string> }>(
  series: readonly T[],
  rollout: RolloutTargets | undefined,
): readonly T[] {
  if (!rollout) return series;
  const rolledOut = new Set(rollout.targets.flatMap(target => [target, `${target}-primary`]));
  return series.map(one => {
    const { destination_workload: workload } = one.labels;
    return rolledOut.has(workload)
      ? { ...one, labels: { ...one.labels, destination_version: workload } }
      : one;
  });
}
