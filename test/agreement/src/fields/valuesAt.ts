/** Every value of a document at a path; `*` stands for any key and any entry of a list. */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (path.length === 0) return value === undefined ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  const [step, ...rest] = path;
  const below = Object.entries(value).filter(([key]) => step === '*' || key === step);
  return below.flatMap(([, part]) => valuesAt(part, rest));
}
