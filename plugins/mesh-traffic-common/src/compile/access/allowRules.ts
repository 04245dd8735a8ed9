import { namespaceOfPrincipal } from '../../policy/fields/accessControl';
import { AccessPlan } from './accessPlan';

type Rule = Record<string, unknown>;

/**
 * The rules of the ALLOW policy. Istio refuses whatever none of them matches. A namespace is told by the
 * certificate; a call without one has none, so it passes only where everybody not denied passes.
 * Source: istio pilot/pkg/security/authz/model/generator.go (1.30)
 */
export function allowRules({ control, allowed, denied, othersAllowed }: AccessPlan): Rule[] {
  const rules: Rule[] = [];
  if (othersAllowed) {
    rules.push(denied.length > 0 ? { from: [{ source: { notNamespaces: denied } }] } : {});
  } else if (allowed.length > 0) {
    rules.push({ from: [{ source: { namespaces: allowed } }] });
  }
  if (control.gateways.length > 0) {
    rules.push({ from: [{ source: { principals: [...control.gateways].sort() } }] });
  }
  for (const { namespace, principal, ports, paths } of control.also) {
    const source = {
      ...(namespace !== undefined && { namespaces: [namespace] }),
      ...(principal !== undefined && { principals: [principal] }),
    };
    const operation = {
      ...(ports && { ports: ports.map(String) }),
      ...(paths && { paths }),
    };
    rules.push({
      ...(Object.keys(source).length > 0 && { from: [{ source }] }),
      ...(Object.keys(operation).length > 0 && { to: [{ operation }] }),
    });
  }
  return rules;
}

/**
 * The rule of the DENY policy: whoever is denied by name, or everybody who is not let in by name. It wins over
 * every ALLOW, so namespaces that `also` lets in, be it in part, are left to the ALLOW policy; of a namespace that
 * only identities are let in from, all others are denied.
 */
export function denyRules({ control, allowed, denied, othersAllowed }: AccessPlan): Rule[] {
  const open = openPorts(control);
  const to = open.length > 0 ? { to: [{ operation: { notPorts: open.map(String) } }] } : {};
  const whole = new Set(control.also.flatMap(({ namespace }) => namespace ?? []));
  const identities = new Map<string, string[]>();
  const principals = [...control.gateways, ...control.also.flatMap(entry => entry.principal ?? [])];
  for (const principal of [...new Set(principals)].sort()) {
    const namespace = namespaceOfPrincipal(principal);
    identities.set(namespace, [...(identities.get(namespace) ?? []), principal]);
  }
  const spared = othersAllowed ? whole : new Set([...allowed, ...whole]);
  const inPart = [...identities.keys()]
    .sort()
    .filter(name => !spared.has(name) && (!othersAllowed || denied.includes(name)));
  const rest = othersAllowed
    ? denied.filter(name => !whole.has(name) && !identities.has(name))
    : [...new Set([...spared, ...identities.keys()])].sort();
  const sources = [
    ...(othersAllowed && rest.length === 0
      ? []
      : [{ [othersAllowed ? 'namespaces' : 'notNamespaces']: rest }]),
    ...inPart.map(name => ({ namespaces: [name], notPrincipals: identities.get(name) })),
  ];
  return sources.length > 0 ? [{ from: sources.map(source => ({ source })), ...to }] : [];
}

/** Ports that everybody may reach, also without a sidecar. */
export function openPorts(control: AccessPlan['control']): number[] {
  const ports = control.also
    .filter(({ namespace, principal, paths }) => !namespace && !principal && !paths)
    .flatMap(entry => entry.ports ?? []);
  return [...new Set(ports)].sort((left, right) => left - right);
}
