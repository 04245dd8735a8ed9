import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { checkPackage } from '../packages/checkPackage';
import { loadPackage } from '../packages/loadPackage';
import { packPackages } from '../packages/packPackages';
import { unpack } from '../packages/unpack';
import { root } from '../portal/root';
import { Suite, SuiteResult } from './Suite';

/** What would be published: each package is packed, looked through and loaded. Counts one test for each. */
export const packagesSuite: Suite = {
  name: 'Packages as they are published',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'mesh-traffic-packages-'));
    const result: SuiteResult = { passed: 0, failures: [] };
    try {
      const packages = await packPackages(folder, () => {});
      for (const installed of await unpack(packages, folder)) {
        const problems = await checkPackage(installed, root);
        const loading = await loadPackage(installed);
        if (loading) problems.push(loading);
        if (problems.length === 0) result.passed += 1;
        for (const problem of problems) result.failures.push(`${basename(installed)}: ${problem}`);
      }
    } catch (error) {
      result.failures.push(`Packages: ${error instanceof Error ? error.message : error}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return result;
  },
};
