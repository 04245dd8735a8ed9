import { fullCall, readCases, readManifests, world } from './__testUtils__/golden';
import { createSimulator } from './createSimulator';

const FILES = [
  'custom-access',
  'trust-domain',
  'tcp',
  'gateway',
  'rate-limit',
  'other',
  'not-modelled',
];

describe('what Istio does by its source and documentation', () => {
  describe.each(FILES)('%s', file => {
    it.each(readCases(`own/${file}.yaml`))('$name', ({ manifests, options, refused, calls }) => {
      const simulator = createSimulator([...world(), ...readManifests(manifests)], options);
      expect(simulator.refused.map(({ reason }) => reason)).toEqual(refused ?? []);
      for (const { call, then } of calls) {
        const result = simulator.simulate(fullCall(call));
        // Every case is whole unless it says what is left out.
        const expected = { notModelled: [], ...then };
        expect({ call, then: result }).toMatchObject({ call, then: expected });
      }
    });
  });

  it('is stated by at least 60 cases, each with its source', () => {
    const cases = FILES.flatMap(file => readCases(`own/${file}.yaml`));
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(cases.filter(({ source }) => !source)).toEqual([]);
  });
});
