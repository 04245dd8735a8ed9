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
 * every ALLOW, so namespaces that `also` or a gateway's principal let in, be it in part, are left to the ALLOW policy.
 */
export function denyRules({ control, allowed, denied, othersAllowed }: AccessPlan): Rule[] {
  const open = openPorts(control);
  const to = open.length > 0 ? { to: [{ operation: { notPorts: open.map(String) } }] } : {};
  const letIn = new Set(control.gateways.map(namespaceOfPrincipal));
  for (const { namespace, principal } of control.also) {
    const name = namespace ?? (principal && namespaceOfPrincipal(principal));
    if (name) letIn.add(name);
  }
  if (othersAllowed) {
    const namespaces = denied.filter(name => !letIn.has(name));
    return namespaces.length > 0 ? [{ from: [{ source: { namespaces } }], ...to }] : [];
  }
  const spared = [...new Set([...allowed, ...letIn])].sort();
  return [{ from: [{ source: { notNamespaces: spared } }], ...to }];
}

/** Ports that everybody may reach, also without a sidecar. */
export function openPorts(control: AccessPlan['control']): number[] {
  const ports = control.also
    .filter(({ namespace, principal, paths }) => !namespace && !principal && !paths)
    .flatMap(entry => entry.ports ?? []);
  return [...new Set(ports)].sort((left, right) => left - right);
}
