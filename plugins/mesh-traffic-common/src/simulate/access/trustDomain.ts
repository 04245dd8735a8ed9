/** The trust domain that stands for "the mesh's own", whatever its name. */
const POINTER = 'cluster.local';

/**
 * The principals that a policy's principal stands for: `cluster.local` and each of the mesh's trust domains mean all of
 * them (istio pilot/pkg/security/trustdomain/bundle.go).
 */
export function expandTrustDomain(principal: string, trustDomains: readonly string[]): string[] {
  const [domain, ...rest] = principal.split('/');
  if (rest.length !== 4 || domain === '*') {
    return [principal];
  }
  const isOwn = (own: string) =>
    domain.startsWith('*') ? own.endsWith(domain.slice(1)) : own === domain;
  if (domain !== POINTER && !trustDomains.some(isOwn)) {
    return [principal];
  }
  return trustDomains.map(own => (isOwn(own) ? principal : [own, ...rest].join('/')));
}
