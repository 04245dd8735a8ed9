import { expectNoText, expectText } from '../harness/expect';
import { callerRow, openTraffic } from '../harness/pages';
import { Scenario } from '../harness/Scenario';

export const notMapped: Scenario = {
  name: 'A component without an annotation says what to add to its catalog-info.yaml',
  async run(stage) {
    const page = await stage.signInAs('ana');
    await openTraffic(stage, page, 'reports');
    await expectText(page, 'This component is not connected to the mesh yet');
    await expectText(page, /mesh-traffic\/service: /);
  },
};

export const noPolicy: Scenario = {
  name: 'A service without a policy shows its traffic and says that there is no plan',
  async run(stage) {
    const page = await stage.signInAs('ana');
    await openTraffic(stage, page, 'web');
    await expectText(page, 'No routing policy yet');
    await expectText(page, /mapped by backstage.io\/kubernetes-namespace/);
  },
};

export const rolledOut: Scenario = {
  name: 'A service that Flagger rolls out shows where its release stands, and offers no versions',
  async run(stage) {
    const page = await stage.signInAs('ana');
    await openTraffic(stage, page, 'payments');
    await expectText(callerRow(page, 'prod'), /100 % payments-primary/);
    await expectText(page, 'Releases by Flagger');
    await expectText(page, 'No release is under way');
    await expectNoText(page, 'Change versions');
  },
};
