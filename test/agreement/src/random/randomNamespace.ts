import { HOME } from './names';
import { Random } from './Random';
import { type Fields, present } from './randomRule';

/** A policy of the service's namespace; its pods keep their sidecars, without which nothing would hold. */
export function randomNamespace(random: Random): Fields {
  return {
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'NamespacePolicy',
    metadata: present({ name: HOME, namespace: random.maybe(0.3, () => HOME) }),
    spec: present({
      mtls: random.pick([undefined, 'PERMISSIVE', 'STRICT', 'STRICT']),
      ...random.pick<Fields>([
        {},
        { injection: 'enabled' },
        { manageNamespace: true, injection: 'enabled', labels: { team: 'shop' } },
        { manageNamespace: true, injection: { revision: 'stable' } },
      ]),
    }),
  };
}
