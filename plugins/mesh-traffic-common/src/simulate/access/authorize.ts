import type { Admitted } from '../admission/admit';
import type { AuthorizationPolicySpec } from '../istioTypes';
import type { Decider } from '../types';
import { type Workload, selects } from '../workloads';
import type { ArrivingCall } from './arrivingCall';
import { matchesRule } from './matchRule';

/** The policies that bind one workload, by what they do. */
export interface BoundPolicies {
  custom: Admitted<AuthorizationPolicySpec>[];
  deny: Admitted<AuthorizationPolicySpec>[];
  allow: Admitted<AuthorizationPolicySpec>[];
}

export interface Verdict {
  allowed: boolean;
  by?: Decider;
  asks?: Decider & { provider: string };
  dryRun?: 'allow' | 'deny';
  dryRunBy?: Decider;
}

/**
 * Policies of the workload's namespace and of the root namespace whose selector covers it. `targetRefs` bind waypoints
 * and gateways, never sidecars.
 */
export function policiesFor(
  workload: Pick<Workload, 'namespace' | 'labels'>,
  policies: readonly Admitted<AuthorizationPolicySpec>[],
  rootNamespace: string,
): BoundPolicies {
  const bound = policies.filter(
    ({ namespace, spec }) =>
      (namespace === workload.namespace || namespace === rootNamespace) &&
      !spec.targetRef &&
      !spec.targetRefs?.length &&
      selects(spec.selector?.matchLabels, workload.labels),
  );
  const withAction = (action: AuthorizationPolicySpec['action']) =>
    bound.filter(({ spec }) => (spec.action ?? 'ALLOW') === action);
  return { custom: withAction('CUSTOM'), deny: withAction('DENY'), allow: withAction('ALLOW') };
}

/** CUSTOM, then DENY, then ALLOW; with an ALLOW policy what none of them lists is refused. */
export function authorize(
  { custom, deny, allow }: BoundPolicies,
  call: ArrivingCall,
  trustDomains: readonly string[],
): Verdict {
  const enforced = (policies: Admitted<AuthorizationPolicySpec>[]) =>
    policies.filter(policy => !isDryRun(policy));
  const shadow = (policies: Admitted<AuthorizationPolicySpec>[]) => policies.filter(isDryRun);
  const find = (policies: Admitted<AuthorizationPolicySpec>[], widens: boolean) =>
    firstMatch(policies, call, trustDomains, widens);

  const asks = find(enforced(custom), true);
  const provider = asks && custom.find(({ key }) => key === asks.object)?.spec.provider?.name;
  const verdict = decide(enforced(deny), enforced(allow), find);
  const result: Verdict = { allowed: verdict.allowed };
  if (verdict.by) {
    result.by = verdict.by;
  }
  if (asks) {
    result.asks = { ...asks, provider: provider ?? '' };
  }
  if (shadow(deny).length > 0 || shadow(allow).length > 0) {
    const dryRun = decide(shadow(deny), shadow(allow), find);
    result.dryRun = dryRun.allowed ? 'allow' : 'deny';
    result.dryRunBy = dryRun.by;
  }
  return result;
}

function decide(
  deny: Admitted<AuthorizationPolicySpec>[],
  allow: Admitted<AuthorizationPolicySpec>[],
  find: (policies: Admitted<AuthorizationPolicySpec>[], widens: boolean) => Decider | undefined,
): { allowed: boolean; by?: Decider } {
  const denied = find(deny, true);
  if (denied) {
    return { allowed: false, by: denied };
  }
  if (allow.length === 0) {
    return { allowed: true };
  }
  const allowed = find(allow, false);
  return allowed
    ? { allowed: true, by: allowed }
    : { allowed: false, by: { object: allow[0].key } };
}

function firstMatch(
  policies: readonly Admitted<AuthorizationPolicySpec>[],
  call: ArrivingCall,
  trustDomains: readonly string[],
  widensWithoutHttp: boolean,
): Decider | undefined {
  for (const policy of policies) {
    const context = { namespace: policy.namespace, trustDomains, widensWithoutHttp };
    const rule = (policy.spec.rules ?? []).findIndex(each => matchesRule(each, call, context));
    if (rule >= 0) {
      return { object: policy.key, rule };
    }
  }
  return undefined;
}

/** Source: Go's strconv.ParseBool on the annotation. */
function isDryRun(policy: Admitted<AuthorizationPolicySpec>): boolean {
  return ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(
    policy.annotations['istio.io/dry-run'] ?? '',
  );
}
