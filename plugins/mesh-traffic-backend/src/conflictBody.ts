import { Drift, PolicyConflict } from 'backstage-plugin-mesh-traffic-common';

/** Body of a 409: Backstage's error, and what stands against the change. */
export function conflictBody(conflicts: PolicyConflict[], drift: Drift[]) {
  const message =
    conflicts.length > 0
      ? `Somebody changed ${listOf(conflicts)} since you loaded the policy. Nothing was written: look at both versions and decide.`
      : `${listOf(drift)} was edited by hand and would be overwritten. Nothing was written: look at the difference and confirm it.`;
  return {
    error: { name: 'ConflictError', message },
    response: { statusCode: 409 },
    conflicts,
    drift,
  };
}

function listOf(items: ReadonlyArray<{ path: string }>): string {
  const paths = items.map(({ path }) => path);
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}
