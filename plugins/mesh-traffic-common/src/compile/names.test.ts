import { isDns1123Label } from '../kubernetes/names';
import { hashedName, OTHERS, subsetName } from './names';

const versions = { stable: {}, canary: {}, 'prod-stable': {}, 'v1-2': {} };

it('calls the subset of a caller like caller and version where that cannot be mistaken', () => {
  expect(subsetName('prod', 'canary', versions)).toBe('prod-canary');
  expect(subsetName('team-a', 'stable', versions)).toBe('team-a-stable');
  expect(subsetName(OTHERS, 'stable', versions)).toBe('others-stable');
  expect(subsetName('prod', undefined, {})).toBe('from-prod');
});

it.each([
  ['a version is called like it', ['prod', 'stable'], ['prod-stable', undefined]],
  ['a namespace is called others', ['others', 'stable'], [OTHERS, 'stable']],
  ['the version has a dash', ['prod', 'v1-2'], ['prod-v1', '2']],
  ['a gateway is called like a namespace', ['gateway:x', 'stable'], ['gateway-x', 'stable']],
])('adds a hash where %s', (_, [caller, version], [other, otherVersion]) => {
  const name = subsetName(caller!, version, versions);
  expect(name).toMatch(/-[0-9a-f]{8}$/);
  expect(name).not.toBe(otherVersion ? subsetName(other!, otherVersion, versions) : other);
});

it('keeps names within 63 characters and apart', () => {
  const long = 'x'.repeat(63);
  const names = ['stable', 'canary'].map(version => subsetName(long, version, versions));
  expect(names.every(isDns1123Label)).toBe(true);
  expect(new Set(names).size).toBe(2);
  expect(hashedName(['a-b', 'c'])).not.toBe(hashedName(['a', 'b-c']));
  expect(isDns1123Label(hashedName(['a'.repeat(53), '-b']))).toBe(true);
});
