import { MergePatch } from 'backstage-plugin-mesh-traffic-common';
import { Weights } from './weights';

/** How the rule for all other callers is called in rows and reviews. */
export const OTHER_CALLERS = '*';

/** Which routes a change sets, by caller; `null` removes the caller from the policy. */
export type RouteChanges = Map<string, Weights | null>;

/** Writes changes as an RFC 7396 merge patch on the policy document. */
export function toRoutePatch(changes: RouteChanges): MergePatch {
  const callers: Record<string, unknown> = {};
  const spec: Record<string, unknown> = {};
  for (const [caller, weights] of changes) {
    if (caller === OTHER_CALLERS) {
      if (weights) spec.otherCallers = { route: weights };
    } else {
      callers[caller] = weights === null ? null : { route: weights };
    }
  }
  if (Object.keys(callers).length > 0) spec.callers = callers;
  return Object.keys(spec).length > 0 ? { spec } : {};
}

/**
 * Reads the changes back from a patch, for example when a person returns to the step. The value may come from
 * an address that somebody wrote by hand: what is not a route is left out.
 */
export function fromRoutePatch(patch: unknown): RouteChanges {
  const changes: RouteChanges = new Map();
  const spec = record(record(patch)?.spec);
  for (const [caller, rule] of Object.entries(record(spec?.callers) ?? {})) {
    if (rule === null) changes.set(caller, null);
    const weights = toWeights(record(rule)?.route);
    if (weights) changes.set(caller, weights);
  }
  const other = toWeights(record(spec?.otherCallers)?.route);
  if (other) changes.set(OTHER_CALLERS, other);
  return changes;
}

/** The patch without what it says about some callers: there the repository keeps its word. */
export function withoutCallers(patch: unknown, callers: readonly string[]): MergePatch {
  const changes = fromRoutePatch(patch);
  callers.forEach(caller => changes.delete(caller));
  return toRoutePatch(changes);
}

/** Percentages in a value of unknown shape: a route itself, or a rule that has one. */
export function weightsIn(value: unknown): Weights | undefined {
  return toWeights(record(value)?.route) ?? toWeights(value);
}

function toWeights(value: unknown): Weights | undefined {
  const route = record(value);
  if (!route) return undefined;
  const isPercent = (entry: [string, unknown]): entry is [string, number] =>
    typeof entry[1] === 'number';
  return Object.fromEntries(Object.entries(route).filter(isPercent));
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
