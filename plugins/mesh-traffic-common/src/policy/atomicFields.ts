import { PolicyPath } from './path';

const ATOMIC = new Set(['route', 'match', 'circuitBreaker']);
/** Mappings whose keys are names that people choose, so that a key `route` in them is no field. */
const MAPS_BY_NAME = new Set([
  'callers',
  'versions',
  'rings',
  'calls',
  'labels',
  'headers',
  'annotations',
]);

/**
 * True for a field whose parts make sense together only: a patch replaces it whole, and two changes of it
 * are a conflict whatever parts they touch. `route`, `match`, `circuitBreaker` and each version.
 */
export function isAtomicField(path: PolicyPath): boolean {
  const [root, section] = path;
  if (root !== 'spec' || path.length < 3) return false;
  if (section === 'versions') return path.length === 3;
  const field = path[path.length - 1];
  const parent = path[path.length - 2];
  const parentIsMapByName = MAPS_BY_NAME.has(String(parent)) && !isNameInMap(path.slice(0, -1));
  return ATOMIC.has(String(field)) && !parentIsMapByName;
}

/** True when the last step is itself a name in a mapping by name, such as a caller called `labels`. */
function isNameInMap(path: PolicyPath): boolean {
  if (path.length < 3) return false;
  const parent = path.slice(0, -1);
  return MAPS_BY_NAME.has(String(parent[parent.length - 1])) && !isNameInMap(parent);
}
