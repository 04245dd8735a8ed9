import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { deepEqual } from '../deepEqual';
import type { Manifest } from '../kubernetes/manifest';
import { type Expected, GOLDEN, measurable, world } from './__testUtils__/golden';
import { createSimulator } from './createSimulator';
import type { Call } from './types';

interface RandomSet {
  id: string;
  refused?: string[];
  manifests: Manifest[];
  calls: { call: Call; then: Expected }[];
}

const sets = gunzipSync(readFileSync(resolve(GOLDEN, 'random.jsonl.gz')))
  .toString('utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as RandomSet);

const PER_TEST = 500;
const chunks = Array.from({ length: Math.ceil(sets.length / PER_TEST) }, (_, index) => ({
  from: index * PER_TEST,
  to: Math.min(sets.length, (index + 1) * PER_TEST) - 1,
}));

describe('what Istio was measured to do with random sets of objects', () => {
  const services = world();

  it.each(chunks)('sets $from to $to', ({ from, to }) => {
    const wrong: unknown[] = [];
    for (const { id, refused = [], manifests, calls } of sets.slice(from, to + 1)) {
      const simulator = createSimulator([...services, ...manifests]);
      const reasons = simulator.refused.map(({ reason }) => reason).sort();
      if (!deepEqual(reasons, [...refused].sort())) {
        wrong.push({ id, refused: reasons, measured: refused });
      }
      for (const { call, then } of calls) {
        const answer = asStated(measurable(simulator.simulate(call)), then);
        if (!deepEqual(answer, then)) {
          wrong.push({ id, call, answer, measured: then });
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('models all of them: at most 1 % of the answers leave a field out', () => {
    expect(sets).toHaveLength(3000);
    let incomplete = 0;
    for (const { manifests, calls } of sets) {
      const simulator = createSimulator([...services, ...manifests]);
      incomplete += calls.filter(
        ({ call }) => simulator.simulate(call).notModelled.length > 0,
      ).length;
    }
    expect(incomplete).toBeLessThanOrEqual(150);
  });
});

/** Our answer without the arrivals that a case leaves open (see the README of the cases). */
function asStated(answer: Expected, stated: Expected): Expected {
  const expected = stated.destinations as Record<string, unknown>[] | undefined;
  const destinations = answer.destinations as Record<string, unknown>[] | undefined;
  return expected && destinations
    ? {
        ...answer,
        destinations: destinations.map((destination, index) => {
          const { arrival, arrivals, ...rest } = destination;
          return expected[index]?.arrival || expected[index]?.arrivals ? destination : rest;
        }),
      }
    : answer;
}
