import { deepEqual } from '../deepEqual';
import { MergePatch } from '../diagnostic';
import { isAtomicField } from './atomicFields';
import { isRecord, PolicyPath } from './path';

/**
 * The smallest merge patch that makes one document of the other: what applyPolicyPatch needs to repeat a
 * change on a document that has moved on. Lists and atomic fields come whole.
 */
export function policyPatchBetween(before: unknown, after: unknown): MergePatch {
  return isRecord(after) ? between(isRecord(before) ? before : {}, after, []) : {};
}

function between(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  path: PolicyPath,
): MergePatch {
  const patch = new Map<string, unknown>();
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key) || after[key] === undefined) patch.set(key, null);
  }
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const field = [...path, key];
    if (value === undefined || deepEqual(old, value)) continue;
    const inside = isRecord(old) && isRecord(value) && !isAtomicField(field);
    patch.set(key, inside ? between(old, value, field) : value);
  }
  return Object.fromEntries(patch);
}
