import { CALLERS, GATEWAY_NAMESPACES, HOME, LOAD_TESTING, STRANGERS } from './names';
import { Random } from './Random';
import { Fields, present } from './randomRule';

/** Service account of gateways, and of some callers. */
export const ACCOUNT = 'public';

const NAMESPACES = [...CALLERS, ...STRANGERS];

function principalOf(namespace: string): string {
  return `cluster.local/ns/${namespace}/sa/${ACCOUNT}`;
}

/** @param podPorts - ports of the pods */
export function randomAccess(random: Random, podPorts: readonly number[]): Fields {
  return present({
    mode: random.maybe(0.9, () => random.pick(['observe', 'enforce', 'enforce'])),
    gateways: random.maybe(0.6, () => random.some(GATEWAY_NAMESPACES.map(principalOf), 1, 2)),
    also: random.maybe(0.5, () =>
      Array.from({ length: random.int(1, 3) }, () => randomEntry(random, podPorts)),
    ),
    explicitDeny: random.maybe(0.3, () => random.chance(0.7)),
  });
}

function randomEntry(random: Random, podPorts: readonly number[]): unknown {
  const ports = random.maybe(0.4, () => [random.pick(podPorts)]);
  const paths = random.maybe(0.3, () => [random.pick(['/api/*', '/login', '/health'])]);
  switch (random.int(0, 5)) {
    case 0:
      return random.pick(NAMESPACES);
    case 1:
      return principalOf(random.pick(NAMESPACES));
    case 2:
      return { ports: [random.pick(podPorts)], purpose: 'scrapers without a sidecar' };
    case 3:
      return present({ principal: principalOf(random.pick(NAMESPACES)), ports, paths });
    default:
      return present({ namespace: random.pick([...NAMESPACES, LOAD_TESTING, HOME]), ports, paths });
  }
}
