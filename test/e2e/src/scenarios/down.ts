import { expectNoText, expectText } from '../harness/expect';
import { callerRow, chooseService, openTemplate, openTraffic } from '../harness/pages';
import { Scenario, Stage } from '../harness/Scenario';

export const forgeDown: Scenario = {
  name: 'The forge is down: traffic shows all the same, the form says why it cannot go on',
  async run(stage) {
    await stop(stage, 'forge');
    const page = await stage.signInAs('ana');
    await openTraffic(stage, page, 'backend');
    await expectText(page, 'The GitOps repository is not answering', 60_000);
    await expectText(callerRow(page, 'prod'), /% stable/);
    await expectText(page, 'Calls per minute by calling namespace');
    await expectNoText(page, 'monitoring is not answering');

    await openTemplate(page);
    await chooseService(page, 'Backend');
    await expectText(page, 'The policy could not be read', 60_000);
  },
};

export const prometheusDown: Scenario = {
  name: 'Prometheus is down: the page says so, and that the service may be fine',
  async run(stage) {
    await stop(stage, 'prometheus');
    const page = await stage.signInAs('ana');
    await openTraffic(stage, page, 'api');
    await expectText(page, /monitoring is not answering/, 60_000);
    await expectText(page, /The service may be fine/);
  },
};

async function stop(stage: Stage, name: string): Promise<void> {
  const child = stage.portal.children.find(candidate => candidate.name === name);
  if (!child) throw new Error(`No process "${name}" was started.`);
  await child.stop();
}
