/** Where a field is: keys of mappings and places in lists, from the document's root. */
export type PolicyPath = ReadonlyArray<string | number>;

/** `spec.routes.0.match`; a key with anything but letters, digits, "-" and "_" stands in brackets. */
export function formatPath(path: PolicyPath): string {
  return path.reduce<string>((text, step) => {
    if (!/^[A-Za-z0-9_-]+$/.test(String(step))) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? String(step) : `${text}.${step}`;
  }, '');
}

/** The path that {@link formatPath} wrote; what cannot be read ends it. */
export function parsePath(text: string): string[] {
  const path: string[] = [];
  const step = /\.?([A-Za-z0-9_-]+)|\[("(?:[^"\\]|\\.)*")\]/y;
  for (let match = step.exec(text); match; match = step.exec(text)) {
    const [, plain, quoted] = match;
    path.push(plain ?? (JSON.parse(quoted) as string));
  }
  return path;
}

/** The value at a path; undefined when there is none. Never looks at inherited properties. */
export function valueAt(document: unknown, path: PolicyPath): unknown {
  let value = document;
  for (const step of path) {
    if (Array.isArray(value)) value = (value as unknown[])[Number(step)];
    else if (isRecord(value) && Object.hasOwn(value, step)) value = value[String(step)];
    else return undefined;
  }
  return value;
}

/** True for a mapping, false for lists, null and everything else. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
