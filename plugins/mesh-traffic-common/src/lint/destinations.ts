import { resolveHost } from '../simulate/hosts';
import type { Destination, HttpRoute } from '../simulate/istioTypes';
import type { IstioObject, LintContext } from './LintContext';

/** A destination in a VirtualService, wherever it stands. */
export interface WrittenDestination {
  object: IstioObject<'VirtualService'>;
  destination: Destination;
  /** The destination's host, completed. */
  host: string;
  /** For example `spec.http.0.route.1.destination`. */
  path: string;
  /** `route` is where the calls of an HTTP rule go, `copy` a mirror, `connection` a rule for TCP or TLS. */
  use: 'route' | 'copy' | 'connection';
}

/** Every destination of the VirtualServices that the cluster accepts. */
export function destinations(context: LintContext): readonly WrittenDestination[] {
  return context.once('destinations', () => context.istio('VirtualService').flatMap(readAll));
}

function readAll(object: IstioObject<'VirtualService'>): WrittenDestination[] {
  const { spec, namespace } = object;
  const found: WrittenDestination[] = [];
  const add = (to: Destination | undefined, path: string, use: WrittenDestination['use']) => {
    if (to?.host) {
      found.push({ object, destination: to, host: resolveHost(to.host, namespace), path, use });
    }
  };
  (spec.http ?? []).forEach((rule: HttpRoute, index) => {
    const path = `spec.http.${index}`;
    rule.route?.forEach((to, at) =>
      add(to.destination, `${path}.route.${at}.destination`, 'route'),
    );
    add(rule.mirror, `${path}.mirror`, 'copy');
    rule.mirrors?.forEach((to, at) =>
      add(to.destination, `${path}.mirrors.${at}.destination`, 'copy'),
    );
  });
  for (const list of ['tcp', 'tls'] as const) {
    spec[list]?.forEach((rule, index) =>
      rule.route?.forEach((to, at) =>
        add(to.destination, `spec.${list}.${index}.route.${at}.destination`, 'connection'),
      ),
    );
  }
  return found;
}

/** Hosts of ServiceEntries, also for names that look like those of Services: machines have such. */
export function entryHosts(context: LintContext): ReadonlySet<string> {
  return context.once(
    'hosts of entries',
    () => new Set(context.istio('ServiceEntry').flatMap(({ spec }) => spec.hosts ?? [])),
  );
}
