import { CallerImpact, Impact } from '../impact/assessImpact';
import { CallerChange } from './ChangeReview';

/** The callers of a review: those that change first, the worst first, then the others by name. */
export function callerChanges({ callers }: Impact): CallerChange[] {
  const weight = ({ consequences }: CallerImpact) => consequences[0]?.weight ?? -1;
  return [...callers].sort((a, b) => weight(b) - weight(a)).map(callerChange);
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
