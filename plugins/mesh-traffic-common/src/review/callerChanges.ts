import { CallerImpact, Impact } from '../impact/assessImpact';
import { CallerChange } from './ChangeReview';

/** The callers of a review: those that change first, the worst first, then the others. */
export function callerChanges({ callers }: Impact): CallerChange[] {
  return [...callers].sort(byWeight).map(callerChange);
}

/** The worst first; among equals the one with the most calls. */
function byWeight(a: CallerImpact, b: CallerImpact): number {
  const weight = ({ consequences }: CallerImpact) => consequences[0]?.weight ?? -1;
  return weight(b) - weight(a) || (b.requestsPerMinute ?? 0) - (a.requestsPerMinute ?? 0);
}

function callerChange({
  caller,
  before,
  after,
  consequences,
  requestsPerMinute,
}: CallerImpact): CallerChange {
  const changes = consequences.flatMap(({ change }) => (change ? [change] : []));
  return {
    caller,
    kind: kindOf(before.listed, after.listed, consequences.length > 0),
    ...(before.route && { before: before.route }),
    ...(after.route && { after: after.route }),
    ...(changes.length > 0 && { changes }),
    consequences: consequences.map(({ sentence }) => sentence),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
  };
}

function kindOf(was: boolean, is: boolean, changed: boolean): CallerChange['kind'] {
  if (was !== is) return is ? 'added' : 'removed';
  return changed ? 'changed' : 'unchanged';
}
