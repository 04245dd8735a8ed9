import { type Manifest, manifestKey } from 'backstage-plugin-mesh-traffic-common';
import { Random } from '../random/Random';

/** So many changes of one wave are tried in every order; of more, as many states are drawn. */
const MOST_CHANGES = 5;
const DRAWN_STATES = 32;

interface Change {
  key: string;
  wave: string;
  /** Absent: the object is removed. */
  to?: Manifest;
}

/**
 * Every set of objects that a cluster can hold on the way from one set to the other, when the objects of a sync
 * wave are applied and removed in any order and the waves one after the other.
 */
export function statesBetween(
  before: readonly Manifest[],
  after: readonly Manifest[],
  random: Random,
): Manifest[][] {
  let held = byKey(before);
  const states: Manifest[][] = [];
  for (const wave of ['0', '1']) {
    const changes = changesOf(byKey(before), byKey(after)).filter(change => change.wave === wave);
    for (const made of subsetsOf(changes, random)) states.push([...applied(held, made).values()]);
    held = applied(held, changes);
  }
  return states;
}

function changesOf(
  before: ReadonlyMap<string, Manifest>,
  after: ReadonlyMap<string, Manifest>,
): Change[] {
  const changed = [...after].filter(
    ([key, manifest]) => JSON.stringify(before.get(key)) !== JSON.stringify(manifest),
  );
  const removed = [...before].filter(([key]) => !after.has(key));
  return [
    ...changed.map(([key, to]) => ({ key, wave: waveOf(to), to })),
    ...removed.map(([key, manifest]) => ({ key, wave: waveOf(manifest) })),
  ];
}

function waveOf({ metadata }: Manifest): string {
  return metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? '0';
}

function applied(
  held: ReadonlyMap<string, Manifest>,
  changes: readonly Change[],
): Map<string, Manifest> {
  const next = new Map(held);
  for (const { key, to } of changes) {
    if (to) next.set(key, to);
    else next.delete(key);
  }
  return next;
}

/** All subsets, but for the empty one; a drawn lot of them where there are too many. */
function subsetsOf(changes: readonly Change[], random: Random): Change[][] {
  if (changes.length === 0) return [];
  if (changes.length > MOST_CHANGES) {
    return Array.from({ length: DRAWN_STATES }, () => random.some(changes, 1, changes.length));
  }
  return changes
    .reduce<Change[][]>(
      (subsets, change) => subsets.flatMap(made => [made, [...made, change]]),
      [[]],
    )
    .filter(({ length }) => length > 0);
}

function byKey(manifests: readonly Manifest[]): Map<string, Manifest> {
  return new Map(manifests.map(manifest => [manifestKey(manifest), manifest]));
}
