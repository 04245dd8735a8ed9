import { withReportFile } from './reportFile';
import { runCommand } from './runCommand';
import { Suite } from './Suite';

/** What `test/e2e` reports. */
export interface BrowserReport {
  scenarios: Array<{ name: string; error?: string }>;
}

/** The portal in a real browser. */
export const browserSuite: Suite = {
  name: 'Portal in a browser',
  async run() {
    let problem: string | undefined;
    const report = await withReportFile<BrowserReport>(async file => {
      problem = await runCommand(
        process.execPath,
        ['--import', 'tsx', 'test/e2e/src/main.ts', '--report', file],
        { timeoutMinutes: 15 },
      );
    });
    if (report === undefined || report.scenarios.length === 0) {
      return { passed: 0, failures: [`Portal in a browser: ${problem ?? 'no scenario ran'}`] };
    }
    const failed = report.scenarios.filter(({ error }) => error !== undefined);
    return {
      passed: report.scenarios.length - failed.length,
      failures: failed.map(({ name, error }) => `${name}: ${error}`),
    };
  },
};
