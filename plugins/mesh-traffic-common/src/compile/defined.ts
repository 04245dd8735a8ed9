/** The fields of an object that have a value, in their order; undefined when none has. */
export function defined<T extends object>(fields: T): Partial<T> | undefined {
  let kept: Partial<T> | undefined;
  for (const key in fields) {
    if (fields[key] !== undefined) {
      kept ??= {};
      kept[key] = fields[key];
    }
  }
  return kept;
}
