import { MergePatch } from '../diagnostic';
import { isAtomicField } from './atomicFields';
import { isRecord, PolicyPath } from './path';

/**
 * Applies a merge patch (RFC 7396) to a policy document: null deletes a field, lists are replaced whole,
 * and so are the atomic fields `route`, `match`, `circuitBreaker` and each of `versions`. Neither argument
 * is changed. Keys such as `__proto__` become plain fields, which parsePolicy refuses.
 *
 * @param document - plain data; undefined for a document that does not exist yet
 */
export function applyPolicyPatch(document: unknown, patch: MergePatch): unknown {
  return merge(document, patch, []);
}

function merge(target: unknown, patch: unknown, path: PolicyPath): unknown {
  if (!isRecord(patch)) return patch;
  const base = isRecord(target) && !isAtomicField(path) ? target : {};
  const fields = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) fields.delete(key);
    else fields.set(key, merge(fields.get(key), value, [...path, key]));
  }
  return Object.fromEntries(fields);
}
