import { Browser } from 'playwright-core';
import { freePort, Portal, startPortal } from 'scripts';
import { BrowserStage } from './BrowserStage';
import { openBrowser } from './openBrowser';
import { Scenario } from './Scenario';

/** What became of a scenario; `error` is there when it failed. */
export interface ScenarioResult {
  name: string;
  error?: string;
}

const SCENARIO_MINUTES = 3;

/**
 * Starts a portal and a browser and runs the scenarios in their order, each in windows of its own. When the
 * portal or the browser cannot be started, each scenario has failed for that reason.
 */
export async function runScenarios(scenarios: readonly Scenario[]): Promise<ScenarioResult[]> {
  let browser: Browser | undefined;
  let portal: Portal | undefined;
  try {
    browser = await openBrowser();
    portal = await startPortal({
      port: await freePort(),
      onProgress: sentence => console.log(`  ${sentence}`),
    });
  } catch (error) {
    await browser?.close();
    const message = messageOf(error);
    console.log(`  ${message}`);
    return scenarios.map(({ name }) => ({ name, error: message }));
  }

  const stage = new BrowserStage(portal, browser);
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    const startedAt = Date.now();
    const error = await runOne(scenario, stage);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`  ${error === undefined ? 'passed' : 'FAILED'} ${scenario.name} (${seconds} s)`);
    if (error !== undefined) console.log(indent(error));
    results.push({ name: scenario.name, error });
    await stage.clear();
  }
  const failed = results.some(({ error }) => error !== undefined);
  if (failed) console.log(`  Logs of the portal: ${portal.logFolder}`);
  await browser.close();
  await portal.stop({ keepLogs: failed });
  return results;
}

async function runOne(scenario: Scenario, stage: BrowserStage): Promise<string | undefined> {
  try {
    await Promise.race([scenario.run(stage), timeout()]);
    return undefined;
  } catch (error) {
    const folder = await stage.keepPages(scenario.name);
    return `${messageOf(error)} (screenshots: ${folder})`;
  }
}

function timeout(): Promise<never> {
  return new Promise((_, reject) => {
    const minutes = SCENARIO_MINUTES;
    setTimeout(
      () => reject(new Error(`Not done within ${minutes} minutes.`)),
      minutes * 60_000,
    ).unref();
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
