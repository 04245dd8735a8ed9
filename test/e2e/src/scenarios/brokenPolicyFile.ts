import { expectText } from '../harness/expect';
import { chooseService, callerRow, openTemplate, openTraffic } from '../harness/pages';
import { pushFile } from '../harness/pushFile';
import { Scenario } from '../harness/Scenario';

export const brokenPolicyFile: Scenario = {
  name: 'A policy file that is not YAML: the traffic shows, the line is named, the form refuses',
  async run(stage) {
    await pushFile(stage, {
      path: 'mesh/shared-services/api/routing-policy.yaml',
      content: 'apiVersion: mesh-traffic/v1alpha1\nkind: RoutingPolicy\nspec: [unclosed\n',
      message: 'api: edited in a hurry',
    });
    const page = await stage.signInAs('ana');
    await openTraffic(stage, page, 'api');
    await expectText(page, 'The policy file cannot be read', 60_000);
    await expectText(page, /line \d/);
    await callerRow(page, 'dev').waitFor();

    await openTemplate(page);
    await chooseService(page, 'API');
    await expectText(page, 'The policy file has mistakes');
  },
};
