/** The things by key, in their order. */
export function groupBy<T>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const known = groups.get(key);
    if (known) {
      known.push(thing);
    } else {
      groups.set(key, [thing]);
    }
  }
  return groups;
}
