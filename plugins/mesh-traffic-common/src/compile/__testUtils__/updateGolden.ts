import { writeFileSync } from 'fs';
import { join } from 'path';
import { GOLDEN_FOLDER, goldenCases } from './goldenCases';
import { goldenManifests } from './goldenManifests';

for (const name of goldenCases) {
  const at = join(GOLDEN_FOLDER, name);
  writeFileSync(join(at, 'manifests.yaml'), goldenManifests(at));
}
