/** The first of the things in each namespace. */
export function firstByNamespace<T extends { namespace: string }>(
  things: readonly T[],
): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const thing of things) {
    if (!first.has(thing.namespace)) {
      first.set(thing.namespace, thing);
    }
  }
  return first;
}
