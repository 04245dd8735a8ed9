import assert from 'node:assert/strict';
import { callApi, openPullRequests } from '../harness/callApi';
import { Scenario } from '../harness/Scenario';

export const unknownVersion: Scenario = {
  name: 'A version that the policy does not declare is refused, past the form as well, and nothing is written',
  async run(stage) {
    const before = await openPullRequests(stage);
    const { body: details } = await callApi(
      stage,
      'ana',
      'GET',
      '/v1/policy?entityRef=component:default/api',
    );
    const answer = await callApi(stage, 'ana', 'POST', '/v1/policies/propose', {
      entityRef: 'component:default/api',
      base: details.base,
      patch: { spec: { callers: { dev: { route: { beta: 100 } } } } },
    });
    assert.equal(answer.status, 400);
    assert.match(JSON.stringify(answer.body), /beta/);
    assert.deepEqual(await openPullRequests(stage), before);
  },
};
