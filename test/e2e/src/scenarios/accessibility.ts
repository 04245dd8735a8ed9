import assert from 'node:assert/strict';
import axe from 'axe-core';
import { Page } from 'playwright-core';
import { expectText } from '../harness/expect';
import { callerForm, callerRow, chooseService, openTemplate, openTraffic } from '../harness/pages';
import { Scenario } from '../harness/Scenario';

export const accessibility: Scenario = {
  name: 'Traffic tab and form have names, roles and contrast by the rules of axe, in both themes',
  async run(stage) {
    const page = await stage.signInAs('ana');
    for (const theme of ['light', 'dark']) {
      await page.evaluate(name => localStorage.setItem('theme', name), theme);
      await openTraffic(stage, page, 'backend');
      await callerRow(page, 'prod').waitFor();
      await expectText(page, 'Calls per minute by calling namespace');
      await check(page, 'main', `Traffic tab, ${theme}`);

      await openTemplate(page);
      await chooseService(page, 'Backend');
      const form = callerForm(page, 'staging');
      await form.waitFor();
      await check(page, '[role="group"][aria-label^="Versions for"]', `form, ${theme}`);
    }
  },
};

/** Lets axe look at a part of the page; its findings are the error. */
async function check(page: Page, selector: string, where: string): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async include => {
    const { axe: injected } = window as unknown as { axe: typeof axe };
    return injected.run({ include: [include] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] });
  }, selector);
  const findings = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(node => node.html).join(' | ')})`,
  );
  assert.deepEqual(findings, [], where);
}
