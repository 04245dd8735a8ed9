import { readFileSync } from 'fs';
import { join } from 'path';
import { GOLDEN_FOLDER, goldenCases } from './__testUtils__/goldenCases';
import { goldenManifests } from './__testUtils__/goldenManifests';

/** `npm run golden` in this package writes the expected files anew; look at the difference before you commit it. */
it.each(goldenCases)('compiles %s to the objects that lie beside it', name => {
  const expected = readFileSync(join(GOLDEN_FOLDER, name, 'manifests.yaml'), 'utf8');
  expect(goldenManifests(join(GOLDEN_FOLDER, name))).toBe(expected);
});

it('has cases', () => {
  expect(goldenCases.length).toBeGreaterThan(0);
});

it('says of every case which systems it is about', () => {
  const words = readFileSync(join(GOLDEN_FOLDER, 'README.md'), 'utf8').split(/[^a-z-]+/);
  expect(goldenCases.filter(name => !words.includes(name))).toEqual([]);
});
