import type { World } from '../simulate/world';

/** Stands for every namespace that no document names. */
export const ANY_OTHER_NAMESPACE = 'any-other-namespace';

/** The namespaces that the objects name or stand in, sorted, and one that none names. */
export function knownNamespaces(world: World): string[] {
  const names = new Set<string>();
  const add = (name: string | undefined) => {
    if (name && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
      names.add(name);
    }
  };
  for (const virtualService of world.virtualServices) {
    add(virtualService.namespace);
    virtualService.exportTo.forEach(add);
    for (const rule of [...virtualService.http, ...virtualService.tcp, ...virtualService.tls]) {
      rule.match?.forEach(match => add(match.sourceNamespace));
    }
  }
  for (const rule of world.objects('DestinationRule')) {
    add(rule.namespace);
    rule.spec.exportTo?.forEach(add);
  }
  for (const policy of world.authorizationPolicies) {
    for (const rule of policy.spec.rules ?? []) {
      rule.from?.forEach(({ source }) => source?.namespaces?.forEach(add));
    }
  }
  for (const service of world.services.values()) {
    add(service.namespace);
  }
  return [...[...names].sort(), ANY_OTHER_NAMESPACE];
}
