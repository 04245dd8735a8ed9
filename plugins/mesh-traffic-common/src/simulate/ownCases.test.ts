import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fullCall, GOLDEN, readCases, readManifests, world } from './__testUtils__/golden';
import { createSimulator } from './createSimulator';

const FILES = readdirSync(resolve(GOLDEN, 'own')).sort();

describe('what Istio does by its source and documentation', () => {
  describe.each(FILES)('%s', file => {
    it.each(readCases(`own/${file}`))('$name', ({ manifests, options, refused, calls }) => {
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
    const cases = FILES.flatMap(file => readCases(`own/${file}`));
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(cases.filter(({ source }) => !source)).toEqual([]);
  });
});
