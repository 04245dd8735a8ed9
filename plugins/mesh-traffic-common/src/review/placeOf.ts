import { isRecord, parsePath } from '../policy/path';

/**
 * A path with the names of list entries instead of their numbers, where they have one: the same rule is known again
 * when another one has come before it.
 */
export function placeOf(document: unknown, path: string): string {
  let value = document;
  return parsePath(path)
    .map(step => {
      if (!Array.isArray(value)) {
        value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
        return step;
      }
      value = (value as unknown[])[Number(step)];
      return isRecord(value) && typeof value.name === 'string' ? `[${value.name}]` : step;
    })
    .join('.');
}
