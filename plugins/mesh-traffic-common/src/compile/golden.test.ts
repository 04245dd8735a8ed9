import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { dumpYaml } from '../kubernetes/dumpYaml';
import { goldenManifests } from './__testUtils__/goldenManifests';

const folder = join(__dirname, '../../../../test/golden');
const cases = readdirSync(folder, { withFileTypes: true })
  .filter(
    entry => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('policy.yaml'),
  )
  .map(entry => entry.name)
  .sort();

/** `npm run golden` in this package writes the expected files anew; look at the difference before you commit it. */
it.each(cases)('compiles %s to the objects that lie beside it', name => {
  const expected = readFileSync(join(folder, name, 'manifests.yaml'), 'utf8');
  expect(goldenManifests(join(folder, name))).toBe(expected);
});

it('has cases, and reads them', () => {
  expect(cases.length).toBeGreaterThan(0);
  expect(dumpYaml({ a: 1 })).toBe('a: 1\n');
});
