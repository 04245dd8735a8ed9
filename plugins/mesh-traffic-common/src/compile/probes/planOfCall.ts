import { CallMatch, TextMatch } from '../../policy/fields/routes';
import { ProbeCall } from '../../policy/fields/probes';
import { Caller, Context } from '../Context';

/** Where the policy sends one call: a share per version, or a ring. */
export interface CallPlan {
  route?: Record<string, number>;
  ring?: string;
}

/** Follows the document's rules for one call, in their order: routes first, then the caller's own. */
export function planOfCall(context: Context, call: ProbeCall, port: number): CallPlan {
  const caller: Caller = context.callers.find(({ id }) => id === call.from) ?? context.others;
  for (const route of context.policy.spec.routes) {
    if (route.callers && !route.callers.includes(call.from)) continue;
    if (!matches(route.match, call, port)) continue;
    if (route.route || route.ring !== undefined) return { route: route.route, ring: route.ring };
    break;
  }
  return { route: caller.route, ring: caller.ring };
}

function matches(match: CallMatch, call: ProbeCall, port: number): boolean {
  const headers = new Map(
    Object.entries(call.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return (
    (!match.path || textMatches(match.path, call.path.split('?')[0])) &&
    (!match.method || match.method.includes(call.method)) &&
    (match.port === undefined || match.port === port) &&
    Object.entries(match.headers ?? {}).every(([name, expected]) => {
      const value = headers.get(name);
      return value !== undefined && textMatches(expected, value);
    })
  );
}

function textMatches(match: TextMatch, text: string): boolean {
  if (match.exact !== undefined) return text === match.exact;
  if (match.prefix !== undefined) return text.startsWith(match.prefix);
  return new RegExp(`^(?:${match.regex})$`, 'u').test(text);
}
