import { existsSync, readdirSync } from 'fs';
import { join } from 'path';

/** Where the golden cases lie. */
export const GOLDEN_FOLDER = join(__dirname, '../../../../../test/golden');

/** Names of the golden cases: folders that hold a policy. */
export const goldenCases = readdirSync(GOLDEN_FOLDER)
  .filter(name => existsSync(join(GOLDEN_FOLDER, name, 'policy.yaml')))
  .sort();
