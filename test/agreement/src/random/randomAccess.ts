import { CALLERS, GATEWAY_NAMESPACES, HOME, LOAD_TESTING, STRANGERS } from './names';
import { Random } from './Random';
import { Fields, present } from './randomRule';

/** Service account of gateways, and of some callers. */
export const ACCOUNT = 'public';

const NAMESPACES = [...CALLERS, ...STRANGERS];

function principalOf(namespace: string): string {
  return `cluster.local/ns/${namespace}/sa/${ACCOUNT}`;
}

/** A principal of another mesh: its calls come as somebody else's. */
const FOREIGN = `other.example.com/ns/${GATEWAY_NAMESPACES[0]}/sa/${ACCOUNT}`;

/** @param podPorts - ports of the pods */
export function randomAccess(
  random: Random,
  podPorts: readonly number[],
  hasHttp: boolean,
): Fields {
  return present({
    mode: random.maybe(0.9, () => random.pick(['observe', 'enforce', 'enforce'])),
    gateways: random.maybe(0.6, () => [
      ...random.some(GATEWAY_NAMESPACES.map(principalOf), 1, 2),
      ...(random.chance(0.1) ? [FOREIGN] : []),
    ]),
    also: random.maybe(0.5, () =>
      Array.from({ length: random.int(1, 3) }, () => randomEntry(random, podPorts, hasHttp)),
    ),
    explicitDeny: random.maybe(0.3, () => random.chance(0.7)),
  });
}

function randomEntry(random: Random, podPorts: readonly number[], hasHttp: boolean): unknown {
  const paths = hasHttp
    ? random.maybe(0.3, () => random.some(['/api/*', '/login', '/health', '/*'], 1, 2))
    : undefined;
  const to = { ports: random.maybe(0.4, () => random.some(podPorts, 1, 2)), paths };
  switch (random.int(0, 6)) {
    case 0:
      return random.pick(NAMESPACES);
    case 1:
      return random.pick(['', 'spiffe://']) + principalOf(random.pick(NAMESPACES));
    case 2:
      return { ports: random.some(podPorts, 1, 2), purpose: 'scrapers without a sidecar' };
    case 3:
      return present({ ports: random.some(podPorts, 1, 2), paths });
    case 4:
      return present({ principal: principalOf(random.pick(NAMESPACES)), ...to });
    default:
      return present({ namespace: random.pick([...NAMESPACES, LOAD_TESTING, HOME]), ...to });
  }
}
