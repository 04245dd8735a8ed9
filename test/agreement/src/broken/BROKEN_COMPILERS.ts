import { compile, type Manifest, type RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';
import { at, set } from '../mutations/Manifests';
import type { BrokenCompiler } from './BrokenCompiler';

type Spec = RoutingPolicy['spec'];

/** Faults of two sorts: a document misread, and rules badly written. */
export const BROKEN_COMPILERS: readonly BrokenCompiler[] = [
  misreading('one caller gets another version', ({ callers, versions }) => {
    const rules = Object.values(callers).filter(({ route }) => route);
    const other = Object.keys(versions).find(version => !(rules[0]?.route?.[version] ?? 0));
    if (other === undefined || rules.length === 0) return false;
    rules[0].route = { [other]: 100 };
    return true;
  }),
  misreading('a caller without a route gets the whole service', ({ callers, otherCallers }) => {
    const open = Object.values(callers).some(rule => !rule.route && rule.ring === undefined);
    if (!open || !otherCallers.route) return false;
    delete otherCallers.route;
    return true;
  }),
  misreading('no pod is ever ejected', spec => {
    const breakers = rulesOf(spec).flatMap(({ circuitBreaker }) => circuitBreaker ?? []);
    const ejecting = breakers.filter(({ outlierDetection }) => outlierDetection);
    ejecting.forEach(breaker => delete breaker.outlierDetection);
    return ejecting.length > 0;
  }),
  misreading('connections are kept open', spec => {
    const breakers = rulesOf(spec).flatMap(({ circuitBreaker }) => circuitBreaker ?? []);
    const closing = breakers.filter(({ idleTimeout }) => idleTimeout !== undefined);
    closing.forEach(breaker => delete breaker.idleTimeout);
    return closing.length > 0;
  }),
  misreading('all calls are copied, whatever share is asked', ({ rollout }) => {
    const copied = Object.values(rollout?.rings ?? {}).flatMap(({ mirroring }) => mirroring ?? []);
    const partly = copied.filter(({ percent }) => percent < 100);
    partly.forEach(mirroring => Object.assign(mirroring, { percent: 100 }));
    return partly.length > 0;
  }),
  misreading('a caller gets the circuit breaker of all others', ({ callers, otherCallers }) => {
    const rule = Object.values(callers).find(each => each.circuitBreaker && each.route);
    if (!rule || !differs(rule.circuitBreaker, otherCallers.circuitBreaker)) return false;
    rule.circuitBreaker = otherCallers.circuitBreaker;
    return true;
  }),
  misreading('a caller gets the rate limit of another', ({ callers, rateLimiting }) => {
    const [one, other] = Object.values(callers).filter(({ rateLimit }) => rateLimit);
    if (!one || !other || rateLimiting?.scope === 'global') return false;
    if (!differs(one.rateLimit, other.rateLimit)) return false;
    one.rateLimit = other.rateLimit;
    return true;
  }),
  misreading('the timeout of all others is lost', ({ otherCallers }) => {
    const lost = otherCallers.timeout !== undefined;
    delete otherCallers.timeout;
    return lost;
  }),
  misreading('whoever is denied may call', ({ accessControl, callers }) => {
    const denied = Object.values(callers).filter(({ access }) => access === 'deny');
    denied.forEach(rule => Object.assign(rule, { access: 'allow' }));
    return denied.length > 0 && accessControl !== undefined;
  }),
  writing('there is no rule for all others', rules => {
    if (rules.length < 2) return undefined;
    return rules.slice(0, -1);
  }),
  writing('the rule for all others stands first', rules => {
    if (rules.length < 2) return undefined;
    return [rules[rules.length - 1], ...rules.slice(0, -1)];
  }),
  writing('rules by path stand last', rules => {
    const byPath = rules.filter(rule => String(at(rule, 'name')).includes('.'));
    if (byPath.length === 0) return undefined;
    return [...rules.filter(rule => !byPath.includes(rule)), ...byPath];
  }),
];

function misreading(fault: string, misread: (spec: Spec) => boolean): BrokenCompiler {
  return {
    fault,
    compile(policy) {
      const read = structuredClone(policy);
      return misread(read.spec) ? compile(read).manifests : undefined;
    },
  };
}

/** @param change - gives other http rules for a VirtualService in the mesh, undefined to leave them */
function writing(
  fault: string,
  change: (rules: readonly unknown[]) => unknown[] | undefined,
): BrokenCompiler {
  return {
    fault,
    compile(policy) {
      const manifests: Manifest[] = structuredClone(compile(policy).manifests);
      const root = manifests.find(
        ({ kind, spec }) => kind === 'VirtualService' && spec?.gateways === undefined,
      );
      const rules = at(root, 'spec.http');
      const written = Array.isArray(rules) ? change(rules) : undefined;
      if (written) set(root, 'spec.http', written);
      return written && manifests;
    },
  };
}

function rulesOf({ callers, otherCallers, exposure }: Spec) {
  return [...Object.values(callers), otherCallers, ...exposure];
}

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
