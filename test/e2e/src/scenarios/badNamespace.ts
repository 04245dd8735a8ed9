import { expectText } from '../harness/expect';
import { chooseService, openTemplate } from '../harness/pages';
import { Scenario } from '../harness/Scenario';

export const badNamespace: Scenario = {
  name: 'A caller whose name no namespace can have is refused with a sentence',
  async run(stage) {
    const page = await stage.signInAs('ana');
    await openTemplate(page);
    await chooseService(page, 'Backend');
    await page.getByLabel('Add a caller').fill('Team_A');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expectText(page, /“Team_A” is no name of a namespace/);
  },
};
