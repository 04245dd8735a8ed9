import assert from 'node:assert/strict';
import { expectText } from '../harness/expect';
import {
  callerForm,
  callerRow,
  chooseService,
  openTemplate,
  openTraffic,
  setPercent,
} from '../harness/pages';
import { Scenario } from '../harness/Scenario';

/** The whole way: from a form to a pull request to live numbers. */
export const proposeAndMerge: Scenario = {
  name: 'Ana moves a quarter of staging to canary: form, pull request, merge, traffic',
  async run(stage) {
    const page = await stage.signInAs('ana');
    await openTraffic(stage, page, 'backend');
    await expectText(callerRow(page, 'staging'), '(plan 90/10)');

    await page.goto(stage.portal.url);
    await openTemplate(page);
    await chooseService(page, 'Backend');
    await callerForm(page, 'staging').waitFor();
    await setPercent(page, 'staging', 'stable', 75);
    await setPercent(page, 'staging', 'canary', 25);
    await expectText(page, 'Title of the pull request');
    await expectText(page, /virtual-service.*\.yaml/i);
    await page.getByLabel('Why (optional)').fill('Load looks fine');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();

    const link = page.getByRole('link', { name: 'Pull request' });
    await link.waitFor();
    const address = await link.getAttribute('href');
    assert.ok(address, 'The link leads nowhere.');
    assert.ok(address.startsWith(stage.portal.forge.url), `The link leads to ${address}.`);

    const forge = await stage.open(address);
    const description = forge.getByRole('region', { name: 'Description' });
    await expectText(description, 'staging');
    await expectText(description, 'Load looks fine');
    await forge
      .getByRole('link', { name: /\/routing-policy.yaml$/ })
      .first()
      .waitFor();
    await forge
      .getByRole('link', { name: /\/virtual-service.yaml$/ })
      .first()
      .waitFor();
    await forge.getByRole('button', { name: 'Merge', exact: true }).click();
    await expectText(forge, 'Merged');

    await openTraffic(stage, page, 'backend');
    await expectText(callerRow(page, 'staging'), '75/25', 60_000);
    await expectText(callerRow(page, 'staging'), /2\d(\.\d+)? % canary \(plan 75\/25\)/, 120_000);
  },
};
