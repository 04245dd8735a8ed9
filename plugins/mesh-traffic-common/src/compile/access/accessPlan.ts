import { RoutingPolicy } from '../../policy/schema';
import { Context } from '../Context';

type AccessControl = NonNullable<RoutingPolicy['spec']['accessControl']>;

/** Who may call, settled. */
export interface AccessPlan {
  control: AccessControl;
  /** Namespaces that may call, by name: callers, also those that a ring lists, and the load tester. */
  allowed: string[];
  denied: string[];
  /** Whether namespaces that are not listed may call. */
  othersAllowed: boolean;
}

/** Whether calls without an identity are refused, which takes mutual TLS. */
export function needsIdentity(plan: AccessPlan): boolean {
  return plan.control.mode === 'enforce' && (!plan.othersAllowed || plan.denied.length > 0);
}

/** Undefined when the document does not control access. */
export function accessPlan({ policy }: Context): AccessPlan | undefined {
  const { accessControl, callers, otherCallers, rollout } = policy.spec;
  if (!accessControl) return undefined;
  const names = Object.keys(callers).sort();
  const allowed = new Set(names.filter(name => callers[name].access === 'allow'));
  for (const { callers: listed = [] } of Object.values(rollout?.rings ?? {})) {
    listed.filter(name => !Object.hasOwn(callers, name)).forEach(name => allowed.add(name));
  }
  const tester = rollout?.loadTester?.namespace;
  if (tester !== undefined && callers[tester]?.access !== 'deny') allowed.add(tester);
  return {
    control: accessControl,
    allowed: [...allowed].sort(),
    denied: names.filter(name => callers[name].access === 'deny'),
    othersAllowed: otherCallers.access === 'allow',
  };
}
