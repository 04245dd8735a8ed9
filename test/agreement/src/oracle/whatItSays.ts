import { accessOf } from './accessOf';
import { clientSide, connectionSide } from './clientSide';
import type { Expected } from './Expected';
import { limitOf } from './limitOf';
import { matches } from './matches';
import type { PathRoute } from './policyTypes';
import { ruleOf } from './ruleOf';
import { sharesOf, wholeService } from './sharesOf';
import type { Situation } from './Situation';

/**
 * What a policy says about one call, read from the document alone: neither the compiler nor the manifests are
 * asked.
 */
export function whatItSays(situation: Situation): Expected {
  const { call, port, policy } = situation;
  const access = accessOf(situation);
  const isHttp = port.protocol !== 'tcp';
  const isPerPod = policy.spec.rateLimiting?.scope !== 'global';
  const limit = access.access === 'allow' && isHttp && isPerPod ? limitOf(situation) : undefined;
  const arrival = { ...access, ...(limit && { limit }) };
  if (call.plainText) return { shares: wholeService(situation), client: 'any', ...arrival };
  const own = ruleOf(situation);
  if (!isHttp) {
    return { ...sharesOf(situation, own), client: connectionSide(own), ...arrival };
  }
  const route = policy.spec.routes.find(entry => concerns(entry, situation));
  const to = route && (route.route || route.ring !== undefined) ? route : own;
  return { ...sharesOf(situation, to), client: clientSide(own, route), ...arrival };
}

/** A rule by path that names callers is for namespaces; calls at gateways are not among them. */
function concerns(route: PathRoute, situation: Situation): boolean {
  const { call, exposure } = situation;
  const isForCaller = !route.callers || (!exposure && route.callers.includes(call.from));
  return isForCaller && matches(route.match, situation);
}
