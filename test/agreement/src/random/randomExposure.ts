import { type Draft, openHome } from './Draft';
import { GATEWAY_NAMESPACES } from './names';
import { type Fields, present } from './randomRule';

/** Gateways and what they serve: one twice with other hosts, two with the same hosts, one without a namespace. */
const PLACES = [
  { gateway: 'ingress/public', hosts: ['www.example.com'] },
  { gateway: 'ingress/public', hosts: ['a.example.com', 'b.test'] },
  { gateway: 'ingress/public', hosts: ['*.example.com'] },
  { gateway: 'ingress/partners', hosts: ['www.example.com'] },
  { gateway: 'edge/public', hosts: ['*.example.com', 'example.com'] },
  { gateway: 'inner', hosts: ['www.example.com', 'inner.test'] },
] as const;

/**
 * Calls through up to three gateways.
 *
 * @param aspects - gives timeout, retries and limits of an entry
 * @param httpPorts - numbers of the service's HTTP ports
 */
export function randomExposure(
  draft: Draft,
  aspects: () => Fields,
  httpPorts: readonly number[],
): Fields[] {
  const { random } = draft;
  const names = random.shuffled(['public', 'partners', 'inner-ring']);
  return random.some(PLACES, 1, 3).map(({ gateway, hosts }, index) => {
    const home = random.chance(0.7) ? openHome(draft) : {};
    const own = aspects();
    if (draft.rings && !home.route) delete own.circuitBreaker;
    return present({
      name: random.maybe(0.3, () => names[index]),
      gateway,
      hosts: [...hosts],
      namespace: random.maybe(0.3, () => random.pick(GATEWAY_NAMESPACES)),
      port: random.maybe(0.3, () => random.pick(httpPorts)),
      access: random.maybe(0.1, () => 'allow'),
      ...home,
      ...own,
    });
  });
}
