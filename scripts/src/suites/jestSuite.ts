import { relative } from 'node:path';
import { root } from '../portal/root';
import { withReportFile } from './reportFile';
import { bin, runCommand } from './runCommand';
import { Suite } from './Suite';

/** The part of Jest's JSON report that is read here. */
interface JestReport {
  testResults: Array<{
    name: string;
    status: 'passed' | 'failed';
    message: string;
    assertionResults: Array<{ status: string; fullName: string }>;
  }>;
}

/** Unit and integration tests of all packages, as `backstage-cli repo test` runs them. */
export const jestSuite: Suite = {
  name: 'Unit and integration tests',
  async run() {
    let problem: string | undefined;
    const report = await withReportFile<JestReport>(async file => {
      problem = await runCommand(
        bin('backstage-cli'),
        ['repo', 'test', '--no-watch', '--json', `--outputFile=${file}`],
        { timeoutMinutes: 20 },
      );
    });
    if (report === undefined) {
      return { passed: 0, failures: [`Unit and integration tests: jest ${problem} and no report`] };
    }

    let passed = 0;
    const failures: string[] = [];
    for (const { name, status, message, assertionResults } of report.testResults) {
      const file = relative(root, name);
      const failed = assertionResults.filter(result => result.status !== 'passed');
      passed += assertionResults.length - failed.length;
      for (const { fullName, status: how } of failed) {
        failures.push(`${file}: ${fullName}${how === 'failed' ? '' : ` (${how})`}`);
      }
      if (status === 'failed' && failed.length === 0) {
        failures.push(`${file} could not be run: ${message.trim().split('\n')[0]}`);
      }
    }
    if (passed + failures.length === 0) failures.push('Unit and integration tests: none was found');
    if (problem !== undefined && failures.length === 0) {
      failures.push(`Unit and integration tests: jest ${problem}`);
    }
    return { passed, failures };
  },
};
