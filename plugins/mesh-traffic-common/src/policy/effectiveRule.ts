import { parseDuration } from '../kubernetes/duration';
import { CircuitBreaker } from './fields/circuitBreaker';
import { RateLimit } from './fields/rateLimit';
import { Retries } from './fields/retries';
import { RoutingPolicy } from './schema';

/** What a policy comes to for one caller, with everything filled in that the caller leaves open. */
export interface EffectiveRule {
  /** Whether the policy names the caller. */
  listed: boolean;
  /** `observed`: would be refused, but is only counted so far. */
  access: 'allowed' | 'observed' | 'denied';
  /** Version to whole percent; absent without versions and with a ring. */
  route?: Record<string, number>;
  ring?: string;
  timeoutMs?: number;
  retries?: Retries;
  circuitBreaker?: CircuitBreaker;
  rateLimit?: RateLimit;
}

/**
 * How a policy treats the calls of one namespace. A caller that leaves its route open goes where all
 * other callers go; nothing else is inherited.
 *
 * @param caller - source namespace; `*` for all that are not listed
 */
export function effectiveRule(policy: RoutingPolicy, caller: string): EffectiveRule {
  const { callers, otherCallers, accessControl, rollout } = policy.spec;
  const own = Object.hasOwn(callers, caller) ? callers[caller] : undefined;
  const ringByName = Object.entries(rollout?.rings ?? {}).find(([, { callers: named }]) =>
    named?.includes(caller),
  )?.[0];
  const listed = own !== undefined || ringByName !== undefined;
  const rule = own ?? (listed ? undefined : otherCallers);
  const ring = rule?.ring ?? ringByName;
  const open = rule?.route === undefined && ring === undefined;
  const timeoutMs = rule?.timeout === undefined ? undefined : parseDuration(rule.timeout);
  return {
    listed,
    access: accessOf((rule?.access ?? 'allow') === 'deny', accessControl?.mode === 'enforce'),
    route: open ? otherCallers.route : rule?.route,
    ring: open ? otherCallers.ring : ring,
    timeoutMs,
    retries: rule?.retries,
    circuitBreaker: rule?.circuitBreaker,
    rateLimit: rule?.rateLimit,
  };
}

function accessOf(denied: boolean, enforced: boolean): EffectiveRule['access'] {
  if (!denied) return 'allowed';
  return enforced ? 'denied' : 'observed';
}

/** How a service without a policy treats everybody: Istio lets all calls through, to all versions mixed. */
export const UNMANAGED: EffectiveRule = { listed: false, access: 'allowed' };
