import { cureWeights } from './cureWeights';
import { sumOf } from './weights';

const versions = ['stable', 'canary', 'experimental'];

it.each([
  ['the largest version first', { stable: 80, canary: 10 }, ['give 10 stable', 'give 10 canary']],
  ['what is too much is taken', { stable: 90, canary: 25 }, ['take 15 stable', 'take 15 canary']],
  ['nobody below 0', { stable: 100, canary: 10 }, ['take 10 stable', 'take 10 canary']],
  ['only who has enough gives', { stable: 100, canary: 50 }, ['take 50 stable', 'take 50 canary']],
  [
    'only who has enough gives',
    { stable: 95, canary: 25, experimental: 5 },
    ['take 25 stable', 'take 25 canary'],
  ],
  ['an empty row gets the first version', {}, ['give 100 stable']],
  ['nothing to cure', { stable: 50, canary: 50 }, []],
  ['too much of each', { stable: 80, canary: 80, experimental: 80 }, []],
])('%s: %j', (_, weights, expected) => {
  const cures = cureWeights(weights, versions);
  expect(cures.map(({ action, percent, version }) => `${action} ${percent} ${version}`)).toEqual(
    expected,
  );
  for (const cure of cures) expect(sumOf(cure.weights)).toBe(100);
});
