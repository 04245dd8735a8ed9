import { Manifest } from 'backstage-plugin-mesh-traffic-common';
import { CreationOrder } from './CreationOrder';

const manifest = (name: string, value = 0): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  value,
});

const names = (manifests: Manifest[]) => manifests.map(({ metadata }) => metadata.name);

describe('CreationOrder', () => {
  it('keeps older objects first, whatever the order of the files', () => {
    const order = new CreationOrder();
    order.update([manifest('m')]);
    expect(names(order.update([manifest('a'), manifest('m'), manifest('b')]))).toEqual([
      'm',
      'a',
      'b',
    ]);
  });

  it('takes an object that was away for a new one', () => {
    const order = new CreationOrder();
    order.update([manifest('a'), manifest('b')]);
    order.update([manifest('b')]);
    expect(names(order.update([manifest('a'), manifest('b')]))).toEqual(['b', 'a']);
  });

  it('hands out the newest content', () => {
    const order = new CreationOrder();
    order.update([manifest('a', 1)]);
    expect(order.update([manifest('a', 2)])).toEqual([manifest('a', 2)]);
  });
});
