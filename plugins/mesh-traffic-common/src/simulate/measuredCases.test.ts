import { fullCall, measurable, readCases, readManifests, world } from './__testUtils__/golden';
import { createSimulator } from './createSimulator';

const FILES = [
  'virtual-service',
  'delegation',
  'destination-rule',
  'access',
  'gateway',
  'rate-limit',
];

describe('what Istio was measured to do', () => {
  describe.each(FILES)('%s', file => {
    const cases = readCases(`${file}.yaml`);

    it.each(cases)('$name', golden => {
      const manifests = readManifests(golden.manifests);
      const firstOldest = createSimulator([...world(), ...manifests]);
      const lastOldest = createSimulator([...world(), ...[...manifests].reverse()]);

      for (const { call, then, byCreationOrder } of golden.calls) {
        const orders = byCreationOrder ?? [
          { oldest: 'first', then },
          // Where a case states one answer, the age of the objects must not matter.
          { oldest: 'last', then },
        ];
        for (const order of orders) {
          const simulator = order.oldest === 'first' ? firstOldest : lastOldest;
          const result = simulator.simulate(fullCall(call));
          expect({ call, oldest: order.oldest, then: measurable(result) }).toEqual({
            call,
            oldest: order.oldest,
            then: order.then,
          });
          expect(result.notModelled).toEqual([]);
        }
      }
      expect({
        refused: firstOldest.refused.map(({ reason }) => reason),
        warnings: firstOldest.warnings,
      }).toEqual({ refused: golden.refused ?? [], warnings: golden.warnings ?? [] });
    });
  });

  it('is stated by 106 cases with 235 calls', () => {
    const cases = FILES.flatMap(file => readCases(`${file}.yaml`));
    expect(cases).toHaveLength(106);
    expect(cases.flatMap(({ calls }) => calls)).toHaveLength(235);
  });
});
