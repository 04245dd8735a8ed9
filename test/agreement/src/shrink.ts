/**
 * A smaller document that still fails: fields and list entries are left out one by one as long as it does.
 *
 * @param fails - whether a document still shows the fault
 */
export function shrink(document: unknown, fails: (smaller: unknown) => boolean): unknown {
  let smallest = document;
  let removed = true;
  while (removed) {
    removed = false;
    for (const candidate of smaller(smallest)) {
      if (fails(candidate)) {
        smallest = candidate;
        removed = true;
        break;
      }
    }
  }
  return smallest;
}

/** The value with one field or entry less, at any depth, the outermost first. */
function* smaller(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.filter((_, at) => at !== index);
    for (const [index, part] of value.entries()) {
      for (const less of smaller(part)) yield value.map((old, at) => (at === index ? less : old));
    }
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    for (const [name] of entries) yield Object.fromEntries(entries.filter(([key]) => key !== name));
    for (const [name, part] of entries) {
      for (const less of smaller(part)) yield { ...value, [name]: less };
    }
  }
}
