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
    const staging = callerForm(page, 'staging');
    await staging.waitFor();
    await setPercent(page, 'staging', 'canary', 40);
    await expectText(staging, 'staging adds up to 90 %.');

    await page.getByRole('button', { name: 'Review' }).click();
    await expectText(page, 'staging adds up to 90 %, not 100 %.');
    assert.equal(await page.getByRole('button', { name: 'Create', exact: true }).count(), 0);

    await staging.getByRole('button', { name: 'Give 10 % to stable' }).click();
    await expectText(staging, '60 % stable, 40 % canary');
    await expectText(page, 'Title of the pull request');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).waitFor();
  },
};
