/** Version to percent as `90 % stable, 10 % canary`, the largest first; versions without calls are left out. */
export function formatPlan(plan: Record<string, number>): string {
  return Object.entries(plan)
    .filter(([, percent]) => percent > 0)
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .map(([version, percent]) => `${percent} % ${version}`)
    .join(', ');
}
