import type { ExpectedLimit } from './Expected';
import type { RateLimit } from './policyTypes';
import { isListed } from './ruleOf';
import type { Situation } from './Situation';

/** Owner of the bucket of callers without a certificate. */
export const ANONYMOUS = 'without certificate';

const UNIT_MS = { second: 1000, minute: 60_000, hour: 3_600_000 };

/**
 * The bucket that a call draws from. The caller is known by its certificate, so calls of a gateway and other
 * calls of its namespace are one caller; without a certificate it is one of all others.
 */
export function limitOf({ policy, call }: Situation): ExpectedLimit | undefined {
  const { callers, otherCallers, exposure, rateLimiting, rollout, accessControl } = policy.spec;
  const others = otherCallers.rateLimit;
  if (call.plainText) return others && limit(ANONYMOUS, others);
  const listed = Object.hasOwn(callers, call.from) ? callers[call.from].rateLimit : undefined;
  const atGateways = exposure.filter(
    entry => namespaceOfGateway(entry, policy.metadata.namespace) === call.from,
  );
  const own = listed ?? atGateways.find(({ rateLimit }) => rateLimit)?.rateLimit;
  if (own) return limit(`namespace ${call.from}`, own);
  const isKnown =
    isListed(policy, call.from) ||
    atGateways.length > 0 ||
    accessControl?.gateways?.some(principal => principal.includes(`/ns/${call.from}/`)) ||
    accessControl?.also?.some(
      ({ namespace, principal }) =>
        namespace === call.from || principal?.includes(`/ns/${call.from}/`),
    ) ||
    rollout?.loadTester?.namespace === call.from;
  if (isKnown || !others) return undefined;
  return limit(
    rateLimiting?.unlistedCallers === 'each' ? `namespace ${call.from}` : 'all others',
    others,
  );
}

/** Namespace of the pods of an exposure's gateway. */
export function namespaceOfGateway(
  { gateway, namespace }: { gateway: string; namespace?: string },
  home: string,
): string {
  return namespace ?? (gateway.includes('/') ? gateway.split('/')[0] : home);
}

function limit(owner: string, { requests, per, burst, mode }: RateLimit): ExpectedLimit {
  return {
    owner,
    burst: burst ?? requests,
    requests,
    perMs: UNIT_MS[per],
    enforced: mode === 'enforce',
  };
}
