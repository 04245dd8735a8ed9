import { Diagnostic } from '../../diagnostic';
import { RoutingPolicy } from '../schema';
import { Check, finding } from './Check';
import { rulesOf } from './rulesOf';

/** MT1113, MT1141 to MT1143: rate limits that would surprise. */
export const limits: Check = policy => {
  const { spec } = policy;
  const limited = rulesOf(policy).filter(({ rule }) => rule.rateLimit);
  const found: Diagnostic[] = [];
  if (limited.length === 0) return found;
  const scope = spec.rateLimiting?.scope ?? 'perPod';
  if (!spec.otherCallers.rateLimit) {
    found.push(
      finding(
        'MT1113',
        'warning',
        'spec.otherCallers.rateLimit',
        'All other callers, and calls without identity, are not limited.',
        'Give spec.otherCallers a rateLimit too.',
      ),
    );
  }
  const owners = new Map(
    limited.filter(({ kind }) => kind === 'caller').map(({ who, path }) => [who, path]),
  );
  spec.exposure.forEach((entry, index) => {
    if (!entry.rateLimit) return;
    const namespace = namespaceOfExposure(entry, policy.metadata.namespace);
    const other = owners.get(namespace);
    if (other !== undefined) {
      found.push(
        finding(
          'MT1141',
          'error',
          `spec.exposure.${index}.rateLimit`,
          `Gateway calls and calls of ${namespace} come from one namespace and cannot have two limits (see ${other}).`,
          'Keep one of the two limits.',
        ),
      );
    }
    owners.set(namespace, `spec.exposure.${index}`);
  });
  found.push(...sharedLimits(policy, owners));
  const httpPorts = spec.service.ports.filter(port => port.protocol !== 'tcp').length;
  if (scope === 'perPod' && httpPorts > 1) {
    found.push(
      finding(
        'MT1142',
        'warning',
        'spec.rateLimiting.scope',
        `The limits hold per pod and per port: over the ${httpPorts} ports a caller may send ${httpPorts} times as many.`,
        'Divide the limits by the number of ports, or use scope: global.',
      ),
    );
  }
  if (scope === 'global') {
    for (const { path, rule } of limited) {
      if (rule.rateLimit?.burst !== undefined) {
        found.push(
          finding(
            'MT1143',
            'error',
            `${path}.rateLimit.burst`,
            'A global limit counts in fixed windows and knows no burst.',
            'Leave burst out, or use scope: perPod.',
          ),
        );
      }
    }
  }
  return found;
};

/** Rules without a limit whose calls draw from the limit of another rule: a namespace has one bucket. */
function sharedLimits(policy: RoutingPolicy, owners: ReadonlyMap<string, string>): Diagnostic[] {
  const { callers, exposure } = policy.spec;
  const unlimited = [
    ...Object.keys(callers)
      .sort()
      .filter(namespace => !callers[namespace].rateLimit)
      .map(namespace => ({ namespace, path: `spec.callers.${namespace}` })),
    ...exposure.flatMap((entry, index) =>
      entry.rateLimit
        ? []
        : {
            namespace: namespaceOfExposure(entry, policy.metadata.namespace),
            path: `spec.exposure.${index}`,
          },
    ),
  ];
  return unlimited.flatMap(({ namespace, path }) => {
    const other = owners.get(namespace);
    if (other === undefined) return [];
    return finding(
      'MT1141',
      'warning',
      path,
      `These calls come from ${namespace} too and share its limit (see ${other}).`,
      'Nothing, if that is meant; otherwise let them come from another namespace.',
    );
  });
}

/** Namespace that an exposure's calls come from: the one that it names, else its gateway's. */
export function namespaceOfExposure(
  { namespace, gateway }: { namespace?: string; gateway: string },
  fallback: string,
): string {
  return namespace ?? namespaceOf(gateway, fallback);
}

/** Namespace of a gateway written as `<namespace>/<name>`; without one it is the service's. */
export function namespaceOf(gateway: string, fallback: string): string {
  const slash = gateway.indexOf('/');
  return slash < 0 ? fallback : gateway.slice(0, slash);
}
