import { PolicyConflict } from '../api/types';
import { MergePatch } from '../diagnostic';
import { applyPolicyPatch } from './applyPolicyPatch';
import { isAtomicField } from './atomicFields';
import { deepEqual } from '../deepEqual';
import { formatPath, isRecord, PolicyPath, valueAt } from './path';

/**
 * Finds the fields that a patch sets and that somebody else changed since the patch was made. Where both
 * made the same change there is no conflict, nor where they touched different fields of one caller.
 *
 * @param base - the document that the author of the patch saw; undefined when there was none
 * @param current - the document as it is now; undefined when there is none
 */
export function findConflicts(
  base: unknown,
  current: unknown,
  patch: MergePatch,
): PolicyConflict[] {
  const mine = applyPolicyPatch(base, patch);
  return changedBelow(patch, []).flatMap((path): PolicyConflict[] => {
    const lost = firstLostParent(base, current, path);
    const at = lost ?? path;
    const [before, theirs, ours] = [base, current, mine].map(document => valueAt(document, at));
    if (deepEqual(before, theirs) || deepEqual(theirs, ours)) return [];
    return [{ path: formatPath(at), base: before, mine: ours, theirs }];
  });
}

/** Paths of the smallest fields that a patch sets or deletes. */
function changedBelow(patch: unknown, path: PolicyPath): PolicyPath[] {
  const isLeaf = !isRecord(patch) || isAtomicField(path) || Object.keys(patch).length === 0;
  if (isLeaf) return path.length > 0 ? [path] : [];
  return Object.entries(patch)
    .filter(([, value]) => value !== undefined)
    .flatMap(([key, value]) => changedBelow(value, [...path, key]));
}

/** The first field above that the author still saw and that somebody has removed. */
function firstLostParent(
  base: unknown,
  current: unknown,
  path: PolicyPath,
): PolicyPath | undefined {
  for (let depth = 1; depth < path.length; depth += 1) {
    const parent = path.slice(0, depth);
    if (isRecord(valueAt(base, parent)) && !isRecord(valueAt(current, parent))) return parent;
  }
  return undefined;
}
