import { CallMatch, TextMatch } from '../../policy/fields/routes';
import { ProbeCall } from '../../policy/fields/probes';
import { Caller, Context } from '../Context';

/** Where the policy sends one call: a share per version, or a ring. */
export interface CallPlan {
  route?: Record<string, number>;
  ring?: string;
}

/**
 * Follows the document's rules for one call, in their order: routes first, then the caller's own. Undefined when
 * a regular expression would decide: only the proxy's engine can be trusted with one.
 */
export function planOfCall(context: Context, call: ProbeCall, port: number): CallPlan | undefined {
  const caller: Caller = context.callerOf.get(call.from) ?? context.others;
  for (const route of context.policy.spec.routes) {
    if (route.callers && !route.callers.includes(call.from)) continue;
    const outcome = matches(route.match, call, port);
    if (outcome === undefined) return undefined;
    if (!outcome) continue;
    if (route.route || route.ring !== undefined) return { route: route.route, ring: route.ring };
    break;
  }
  return { route: caller.route, ring: caller.ring };
}

/** True, false, or undefined where it depends on a regular expression. */
function matches(match: CallMatch, call: ProbeCall, port: number): boolean | undefined {
  if (match.method && !match.method.includes(call.method)) return false;
  if (match.port !== undefined && match.port !== port) return false;
  const headers = new Map(
    Object.entries(call.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const outcomes = Object.entries(match.headers ?? {}).map(([name, expected]) => {
    const value = headers.get(name.toLowerCase());
    return value === undefined ? false : textMatches(expected, value);
  });
  if (match.path) outcomes.push(textMatches(match.path, call.path.split('?')[0]));
  if (outcomes.includes(false)) return false;
  return outcomes.includes(undefined) ? undefined : true;
}

function textMatches(match: TextMatch, text: string): boolean | undefined {
  if (match.exact !== undefined) return text === match.exact;
  return match.prefix === undefined ? undefined : text.startsWith(match.prefix);
}
