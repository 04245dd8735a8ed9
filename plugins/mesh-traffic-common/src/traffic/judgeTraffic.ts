import { listedCallers } from '../explain/explainPolicy';
import { effectiveRule } from '../policy/effectiveRule';
import { RoutingPolicy } from '../policy/schema';
import { judgeCaller, JudgeOptions } from './judgeCaller';
import { planOf } from './planOf';
import { CallerTraffic, TrafficSnapshot } from './snapshot';
import { Verdict } from './verdict';

/** What decides beside policy and traffic, see {@link JudgeOptions}. */
export type JudgeTrafficOptions = Pick<
  JudgeOptions,
  'lastChangeAt' | 'marginPoints' | 'minimumCalls' | 'settleSeconds'
>;

/**
 * A verdict for every caller that the policy names or that was seen, and for `*`, all callers that it does
 * not name taken together. A snapshot that misses callers makes no verdict of their silence.
 *
 * @param snapshot - with versions by the policy's names, see withPolicyVersions
 */
export function judgeTraffic(
  policy: RoutingPolicy,
  snapshot: TrafficSnapshot,
  options: JudgeTrafficOptions = {},
): Record<string, Verdict> {
  const listed = listedCallers(policy);
  const seen = new Map(snapshot.callers.map(caller => [caller.namespace, caller]));
  const others = snapshot.callers.filter(({ namespace }) => !listed.includes(namespace));
  const gaps = new Map(snapshot.gaps.map(({ what, reason }) => [what, reason]));
  const silent =
    gaps.get('callers') ??
    (snapshot.truncated > 0 ? 'Callers were left off to keep the answer small.' : undefined);
  const judge = (
    name: string,
    caller: CallerTraffic | undefined,
    isListed: boolean,
  ): [string, Verdict] => {
    const { access, ring } = effectiveRule(policy, name);
    const noVersions = caller && caller.versions.length === 0 ? gaps.get('versions') : undefined;
    return [
      name,
      judgeCaller(planOf(policy, name), caller, {
        ...options,
        listed: isListed,
        takenAt: snapshot.takenAt,
        windowSeconds: snapshot.windowSeconds,
        denied: access === 'denied',
        ...(ring !== undefined && { ring }),
        ...((caller ? noVersions : silent) !== undefined && {
          unreadable: caller ? noVersions : silent,
        }),
      }),
    ];
  };
  return Object.fromEntries([
    ...listed.map(name => judge(name, seen.get(name), true)),
    ...others.map(caller => judge(caller.namespace, caller, false)),
    judge('*', together(others), true),
  ]);
}

/** Several callers as one; a number that one of them misses is missing. */
function together(callers: CallerTraffic[]): CallerTraffic | undefined {
  if (callers.length === 0) return undefined;
  const requests = new Map<string, number>();
  for (const { version, requests: count } of callers.flatMap(({ versions }) => versions)) {
    requests.set(version, (requests.get(version) ?? 0) + count);
  }
  const total = [...requests.values()].reduce((sum, count) => sum + count, 0);
  const rate = sumKnown(callers.map(({ requestsPerMinute }) => requestsPerMinute));
  return {
    namespace: '*',
    requestsPerMinute: rate,
    turnedAwayPerMinute: sumKnown(callers.map(({ turnedAwayPerMinute }) => turnedAwayPerMinute)),
    versions: [...requests].map(([version, count]) => ({
      version,
      requests: count,
      share: total > 0 ? count / total : 0,
      requestsPerMinute: total > 0 ? ((rate ?? 0) * count) / total : 0,
    })),
  };
}

function sumKnown(values: Array<number | undefined>): number | undefined {
  return values.reduce(
    (all, value) => (all === undefined || value === undefined ? undefined : all + value),
    0,
  );
}
