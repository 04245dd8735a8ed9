import assert from 'node:assert/strict';
import { expectText } from '../harness/expect';
import { callApi, openPullRequests } from '../harness/callApi';
import { callerRow, chooseService, openTemplate, openTraffic } from '../harness/pages';
import { Scenario } from '../harness/Scenario';

export const strangerDenied = deniedScenario('sam', 'Sam, who is in no team,');
export const callersOwnerDenied = deniedScenario(
  'kim',
  'Kim, who owns a caller and not the service,',
);

function deniedScenario(person: 'sam' | 'kim', who: string): Scenario {
  return {
    name: `${who} sees the traffic and may not change the policy`,
    async run(stage) {
      const page = await stage.signInAs(person);
      await openTraffic(stage, page, 'backend');
      await callerRow(page, 'prod').waitFor();

      await openTemplate(page);
      await chooseService(page, 'Backend');
      await expectText(page, 'You may not propose this change');
      await page.getByRole('button', { name: 'Review' }).click();
      await expectText(page, /Routing policy.*may not propose/);

      const before = await openPullRequests(stage);
      const { body: details } = await callApi(
        stage,
        person,
        'GET',
        '/v1/policy?entityRef=component:default/backend',
      );
      const answer = await callApi(stage, person, 'POST', '/v1/policies/propose', {
        entityRef: 'component:default/backend',
        base: details.base,
        patch: { spec: { callers: { prod: { route: { canary: 100 } } } } },
      });
      assert.equal(answer.status, 403);
      assert.match(answer.body.error.message, /may not|not allowed/i);
      assert.deepEqual(await openPullRequests(stage), before);
    },
  };
}
