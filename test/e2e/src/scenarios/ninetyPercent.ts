import assert from 'node:assert/strict';
import { expectText } from '../harness/expect';
import { callerForm, chooseService, openTemplate, setPercent } from '../harness/pages';
import { Scenario } from '../harness/Scenario';

export const ninetyPercent: Scenario = {
  name: 'Percentages that add up to 90 block the step, and a button cures them',
  async run(stage) {
    const page = await stage.signInAs('ana');
    await openTemplate(page);
    await chooseService(page, 'API');
    const dev = callerForm(page, 'dev');
    await dev.waitFor();
    await setPercent(page, 'dev', 'canary', 90);
    await expectText(dev, 'dev adds up to 90 %.');

    await page.getByRole('button', { name: 'Review' }).click();
    await expectText(page, 'dev adds up to 90 %, not 100 %.');
    assert.equal(await page.getByRole('button', { name: 'Create', exact: true }).count(), 0);

    await dev.getByRole('button', { name: 'Give 10 % to stable' }).click();
    await expectText(dev, '10 % stable, 90 % canary');
    await expectText(page, 'Title of the pull request');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).waitFor();
  },
};
