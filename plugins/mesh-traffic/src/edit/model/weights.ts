/** Percent of a caller's calls per version; a version that is not named gets none. */
export type Weights = Record<string, number>;

/** What all versions get together. */
export function sumOf(weights: Weights): number {
  return Object.values(weights).reduce((sum, percent) => sum + percent, 0);
}

/** The same without versions that get nothing: what is written to the policy. */
export function withoutZeros(weights: Weights): Weights {
  return Object.fromEntries(Object.entries(weights).filter(([, percent]) => percent > 0));
}

/** True when both send the same calls to the same versions. */
export function sameWeights(a: Weights | undefined, b: Weights | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every(name => (own(a, name) ?? 0) === (own(b, name) ?? 0));
}

/** A version may be called `constructor`: only what the object itself holds counts. */
export function own<T>(record: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
