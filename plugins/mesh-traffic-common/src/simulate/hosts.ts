/** Domain of Kubernetes' service names. Not the mesh's trust domain. */
export const CLUSTER_DOMAIN = 'cluster.local';

/** `backend.shop.svc.cluster.local`. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
}

/**
 * Completes a short name with the namespace of the object that it stands in. Any dot makes a name "not short":
 * `backend.shop` is taken as it stands (istio pilot/pkg/model/conversion, ResolveShortnameToFQDN).
 */
export function resolveHost(host: string, namespace: string): string {
  return host === '' || host.includes('.') || host.includes('*')
    ? host
    : serviceHost(host, namespace);
}

export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** True when each name that `host` stands for is one that `pattern` stands for (istio pkg/config/host). */
export function isSubsetOf(host: string, pattern: string): boolean {
  if (!isWildcard(pattern)) {
    return host === pattern;
  }
  return isWildcard(host)
    ? host.length >= pattern.length && host.slice(1).endsWith(pattern.slice(1))
    : host.endsWith(pattern.slice(1));
}

/** True when one of the two is part of the other. */
export function hostsOverlap(one: string, other: string): boolean {
  return isSubsetOf(one, other) || isSubsetOf(other, one);
}

/** Values by host, some of the hosts wildcards. */
export class HostMap<T> {
  private readonly exact = new Map<string, T>();
  private readonly wildcards = new Map<string, T>();

  get size(): number {
    return this.exact.size + this.wildcards.size;
  }

  /** The value of this very host or wildcard. */
  get(host: string): T | undefined {
    return (isWildcard(host) ? this.wildcards : this.exact).get(host);
  }

  has(host: string): boolean {
    return this.get(host) !== undefined;
  }

  set(host: string, value: T): this {
    (isWildcard(host) ? this.wildcards : this.exact).set(host, value);
    return this;
  }

  entries(): [string, T][] {
    return [...this.exact, ...this.wildcards];
  }

  /** The value of the name itself, else of the longest wildcard that covers it. */
  mostSpecific(host: string): T | undefined {
    const exact = this.exact.get(host);
    if (exact !== undefined) {
      return exact;
    }
    let best: { pattern: string; value: T } | undefined;
    for (const [pattern, value] of this.wildcards) {
      if (isSubsetOf(host, pattern) && (!best || pattern.length > best.pattern.length)) {
        best = { pattern, value };
      }
    }
    return best?.value;
  }
}
