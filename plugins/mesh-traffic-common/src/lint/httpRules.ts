import { resolveHost } from '../simulate/hosts';
import type { HttpRoute } from '../simulate/istioTypes';
import { groupBy } from './groupBy';
import type { IstioObject, LintContext } from './LintContext';

/** An HTTP rule as it is written. */
export interface WrittenRule {
  object: IstioObject<'VirtualService'>;
  rule: HttpRoute;
  /** `spec.http.0`. */
  path: string;
  /** The VirtualService's hosts, completed. */
  hosts: string[];
  /** Whether sidecars see it. */
  isForMesh: boolean;
  /** For messages: the rule's name, or its place. */
  name: string;
}

/** Every HTTP rule of the VirtualServices that the cluster accepts. */
export function httpRules(context: LintContext): readonly WrittenRule[] {
  return context.once('http rules', () => readHttpRules(context));
}

/** The same, by the key of the VirtualService; one without HTTP rules has no entry. */
export function rulesByObject(context: LintContext): ReadonlyMap<string, WrittenRule[]> {
  return context.once('http rules by object', () =>
    groupBy(httpRules(context), ({ object }) => object.key),
  );
}

function readHttpRules(context: LintContext): WrittenRule[] {
  return context.istio('VirtualService').flatMap(object => {
    const hosts = meshHosts(object);
    const forMesh = isForMesh(object);
    return (object.spec.http ?? []).map((rule, index) => ({
      object,
      rule,
      path: `spec.http.${index}`,
      hosts,
      isForMesh: forMesh,
      name: rule.name ? `"${rule.name}"` : `number ${index + 1}`,
    }));
  });
}

/** The rules that delegate to a VirtualService of this name. */
export function rulesLeadingTo(
  context: LintContext,
  to: { namespace: string; name: string },
): readonly WrittenRule[] {
  const byDelegate = context.once('http rules by delegate', () =>
    groupBy(
      httpRules(context).filter(({ rule }) => rule.delegate?.name),
      ({ rule: { delegate }, object }) =>
        `${delegate?.namespace || object.namespace}/${delegate?.name}`,
    ),
  );
  return byDelegate.get(`${to.namespace}/${to.name}`) ?? [];
}

/** The hosts of a VirtualService, completed with its namespace. */
export function meshHosts(object: IstioObject<'VirtualService'>): string[] {
  return (object.spec.hosts ?? []).map(host => resolveHost(host, object.namespace));
}

/** True when a VirtualService is bound to the mesh, alone or beside gateways. */
export function isForMesh(object: IstioObject<'VirtualService'>): boolean {
  const { gateways } = object.spec;
  return !gateways?.length || gateways.includes('mesh');
}
