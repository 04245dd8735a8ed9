import { relative } from 'node:path';
import { root } from '../portal/root';
import { withReportFile } from './reportFile';
import { bin, runCommand } from './runCommand';
import { Suite, SuiteResult } from './Suite';

/** The part of Jest's JSON report that is read here. */
export interface JestReport {
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
    return summarizeJest(report, problem);
  },
};

/**
 * Counts tests. One that was skipped counts as failed, and so does a file that could not be run.
 *
 * @param report - what Jest wrote; undefined when it wrote nothing
 * @param problem - how Jest ended, in words, unless it succeeded
 */
export function summarizeJest(report: JestReport | undefined, problem?: string): SuiteResult {
  let passed = 0;
  const failures: string[] = [];
  for (const { name, status, message, assertionResults } of report?.testResults ?? []) {
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
  if (failures.length === 0 && (problem !== undefined || passed === 0)) {
    failures.push(`Unit and integration tests: Jest ${problem ?? 'found none'}`);
  }
  return { passed, failures };
}
