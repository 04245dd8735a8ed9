import { Weights, own, sumOf, withoutZeros } from './weights';

/** One way to make weights add up to 100. */
export interface WeightCure {
  action: 'give' | 'take';
  /** Percent that is given or taken. */
  percent: number;
  version: string;
  /** What the weights are then. */
  weights: Weights;
}

const MOST_CURES = 2;

/**
 * Ways to make weights add up to 100, the likeliest first: the version with the largest part gives or takes
 * the difference, since the small one is usually the number that a person meant to set.
 *
 * @param versions - the versions there are, in the order of the form
 */
export function cureWeights(weights: Weights, versions: readonly string[]): WeightCure[] {
  const missing = 100 - sumOf(weights);
  if (missing === 0) return [];
  const part = (version: string) => own(weights, version) ?? 0;
  const used = versions.filter(version => part(version) > 0);
  const candidates = (used.length > 0 ? used : versions.slice(0, 1))
    .filter(version => part(version) + missing >= 0)
    .sort((a, b) => part(b) - part(a));
  return candidates.slice(0, MOST_CURES).map(version => ({
    action: missing > 0 ? 'give' : 'take',
    percent: Math.abs(missing),
    version,
    weights: withoutZeros({ ...weights, [version]: part(version) + missing }),
  }));
}
