import { join } from 'path';
import { GOLDEN_FOLDER, goldenCases } from './goldenCases';
import { goldenManifests } from './goldenManifests';

/** Prints what all golden cases compile to, for a test that runs it in another locale and time zone. */
process.stdout.write(goldenCases.map(name => goldenManifests(join(GOLDEN_FOLDER, name))).join(''));
