import { PolicyBase, RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';
import { useEffect, useState } from 'react';
import { PolicyEditValue } from './model/PolicyEditValue';
import { OTHER_CALLERS, RouteChanges, fromRoutePatch, toRoutePatch } from './model/routePatch';
import { RouteRow, isChanged, patchOf, rowsOf } from './model/routeRows';
import { sumOf, withoutZeros } from './model/weights';

interface RouteRowsInput {
  policy: RoutingPolicy;
  base: PolicyBase;
  value: PolicyEditValue;
  onChange: (value: PolicyEditValue) => void;
}

/**
 * The rows of the form, and the form's value kept in step with them. Rows are the component's own state, since
 * half-typed numbers have no place in a patch; the patch is what survives leaving the step.
 */
export function useRouteRows({ policy, base, value, onChange }: RouteRowsInput) {
  const [rows, setRows] = useState(() => rowsOf(policy, value.patch));

  const known = value.base !== undefined && value.patch !== undefined;
  useEffect(() => {
    // Opened by a link or just chosen: from now on the value says which state was seen.
    if (!known) onChange({ ...value, base: value.base ?? base, patch: value.patch ?? {} });
  }, [known, value, base, onChange]);

  const update = (next: RouteRow[]) => {
    setRows(next);
    // The words of the last preview are about other numbers now.
    const { summary: _, ...kept } = value;
    onChange({ ...kept, base: value.base ?? base, patch: patchOf(next) });
  };

  return {
    rows,
    /** True when every row that is not removed adds up to 100. */
    complete: rows.every(isComplete),
    setRow: (row: RouteRow) =>
      update(rows.map(other => (other.caller === row.caller ? row : other))),
    /** A new caller starts as what it is today: one of all other callers. */
    addRow: (caller: string) => {
      const others = rows.find(row => row.caller === OTHER_CALLERS);
      const added: RouteRow = { caller, weights: others?.weights ?? {}, status: 'added' };
      update([...rows.filter(row => row !== others), added, ...(others ? [others] : [])]);
    },
    dropRow: (caller: string) => update(rows.filter(row => row.caller !== caller)),
    /** Lays changes of routes over the rows: cures, or what somebody else decided. */
    setChanges: (changes: RouteChanges) => {
      const all = fromRoutePatch(patchOf(rows));
      for (const [caller, weights] of changes) all.set(caller, weights);
      update(rowsOf(policy, toRoutePatch(all)));
    },
  };
}

function isComplete(row: RouteRow): boolean {
  if (row.status === 'removed' || !isChanged(row)) return true;
  return sumOf(withoutZeros(row.weights)) === 100;
}
