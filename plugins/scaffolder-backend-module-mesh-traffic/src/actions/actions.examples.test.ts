import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { loadYaml } from 'backstage-plugin-mesh-traffic-common';
import { fakeApi } from '../__testUtils__/fakeApi';
import { createProposeAction } from './propose';
import { createReviewAction } from './review';

interface ExampleSteps {
  steps: Array<{ action: string; input: object }>;
}

describe('the documented examples', () => {
  const api = fakeApi();
  const services = { auth: mockServices.auth(), api };

  it.each(
    [createReviewAction(services), createProposeAction(services)].flatMap(action =>
      (action.examples ?? []).map(
        ({ description, example }) => [action.id, description, example, action] as const,
      ),
    ),
  )('of %s run: %s', async (id, _description, example, action) => {
    const { steps } = loadYaml(example).documents[0].value as ExampleSteps;
    expect(steps.map(step => step.action)).toEqual([id]);
    const [{ input }] = steps;
    await (action.handler as (context: unknown) => Promise<void>)(
      createMockActionContext({
        input: { ...input },
        getInitiatorCredentials: async () => mockCredentials.user(),
      }),
    );
    const asked = id.endsWith('propose') ? api.proposePolicy : api.previewPolicy;
    expect(asked).toHaveBeenLastCalledWith(expect.objectContaining(input), expect.anything());
  });
});
