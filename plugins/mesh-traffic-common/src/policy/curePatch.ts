import { MergePatch } from '../diagnostic';
import { isAtomicField } from './atomicFields';
import { isRecord, PolicyPath, valueAt } from './path';

/** A field to set; a value of undefined removes it. */
export interface FieldChange {
  path: PolicyPath;
  value: unknown;
}

/**
 * The merge patch that sets fields of a document. Where a field is inside a list or an atomic field, which
 * a patch can only replace whole, the patch carries the whole of it with the change made.
 */
export function curePatch(document: unknown, changes: FieldChange[]): MergePatch {
  return changes.reduce<MergePatch>((patch, change) => {
    const whole = wholeFieldOf(document, change.path);
    const inPatch = valueAt(patch, whole);
    const before = inPatch ?? valueAt(document, whole);
    const value = withValue(before, change.path.slice(whole.length), change.value);
    return withValue(patch, whole, value ?? null) as MergePatch;
  }, {});
}

function wholeFieldOf(document: unknown, path: PolicyPath): PolicyPath {
  for (let depth = 1; depth < path.length; depth += 1) {
    const head = path.slice(0, depth);
    if (isAtomicField(head) || Array.isArray(valueAt(document, head))) return head;
  }
  return path;
}

function withValue(target: unknown, path: PolicyPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(target) && typeof step === 'number') {
    const items = [...(target as unknown[])];
    const item = withValue(items[step], rest, value);
    if (item === undefined) items.splice(step, 1);
    else items[step] = item;
    return items;
  }
  const fields = new Map(isRecord(target) ? Object.entries(target) : []);
  const field = withValue(fields.get(String(step)), rest, value);
  if (field === undefined) fields.delete(String(step));
  else fields.set(String(step), field);
  return Object.fromEntries(fields);
}
