import { existsSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { goldenManifests } from './goldenManifests';

const folder = join(__dirname, '../../../../../test/golden');
for (const name of readdirSync(folder).sort()) {
  const at = join(folder, name);
  if (existsSync(join(at, 'policy.yaml'))) {
    writeFileSync(join(at, 'manifests.yaml'), goldenManifests(at));
  }
}
