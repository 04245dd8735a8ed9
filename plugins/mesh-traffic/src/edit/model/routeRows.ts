import { MergePatch, RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';
import { OTHER_CALLERS, RouteChanges, fromRoutePatch, toRoutePatch } from './routePatch';
import { Weights, own, sameWeights, withoutZeros } from './weights';

/** One caller in the form. */
export interface RouteRow {
  /** Source namespace; `*` stands for all other callers. */
  caller: string;
  weights: Weights;
  /** What the repository says; absent for a caller that has no route of its own there. */
  original?: Weights;
  /** `added`: not in the repository yet; `removed`: will be treated like all other callers. */
  status: 'kept' | 'added' | 'removed';
}

/** The rows of a form: the callers of the policy with the changes of a patch, all other callers last. */
export function rowsOf(policy: RoutingPolicy, patch: unknown): RouteRow[] {
  const changes = fromRoutePatch(patch);
  const rows = Object.entries(policy.spec.callers).map(([caller, rule]): RouteRow => {
    const change = changes.get(caller);
    const original = rule.route;
    return {
      caller,
      original,
      weights: change ?? original ?? {},
      status: change === null ? 'removed' : 'kept',
    };
  });
  for (const [caller, weights] of changes) {
    const known = caller === OTHER_CALLERS || own(policy.spec.callers, caller) !== undefined;
    if (!known && weights) rows.push({ caller, weights, status: 'added' });
  }
  const original = policy.spec.otherCallers.route;
  const weights = changes.get(OTHER_CALLERS) ?? original ?? {};
  return [...rows, { caller: OTHER_CALLERS, original, weights, status: 'kept' }];
}

/** True when the row asks for something else than the repository says. */
export function isChanged(row: RouteRow): boolean {
  if (row.status !== 'kept') return true;
  return !sameWeights(row.weights, row.original ?? {});
}

/** The smallest patch that makes the policy say what the rows say. */
export function patchOf(rows: readonly RouteRow[]): MergePatch {
  const changes: RouteChanges = new Map();
  for (const row of rows.filter(isChanged)) {
    changes.set(row.caller, row.status === 'removed' ? null : withoutZeros(row.weights));
  }
  return toRoutePatch(changes);
}

/** Versions that a row can name: those of the policy, then those that only a route names. */
export function versionsOf(policy: RoutingPolicy, rows: readonly RouteRow[]): string[] {
  const declared = Object.keys(policy.spec.versions);
  const named = rows.flatMap(row => [
    ...Object.keys(row.weights),
    ...Object.keys(row.original ?? {}),
  ]);
  return [...new Set([...declared, ...named])];
}
