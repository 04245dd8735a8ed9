import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { fakeApi } from '../__testUtils__/fakeApi';
import { createReviewAction } from './review';

const input = {
  entityRef: 'component:default/backend',
  patch: { spec: { callers: { staging: { route: { stable: 75, canary: 15 } } } } },
};

function contextWith(output: jest.Mock) {
  return {
    ...createMockActionContext<typeof input>(),
    input,
    output,
    getInitiatorCredentials: async () => mockCredentials.user(),
  };
}

describe('mesh-traffic:policy:review', () => {
  it('gives the title and the worst consequence', async () => {
    const output = jest.fn();
    const action = createReviewAction({ auth: mockServices.auth(), api: fakeApi() });
    await action.handler(contextWith(output));
    expect(output.mock.calls).toEqual([
      ['summary', '36 calls/min move to canary.'],
      ['title', 'backend: staging canary 10 % -> 25 %'],
    ]);
  });

  it('stops the task at a change that cannot be made, with the cure', async () => {
    const api = fakeApi({}, [
      {
        code: 'MT1101',
        severity: 'error',
        path: 'spec.callers.staging.route',
        message: 'The shares add up to 90 %.',
        help: 'Give the missing 10 % to a version.',
      },
    ]);
    const action = createReviewAction({ auth: mockServices.auth(), api });
    await expect(action.handler(contextWith(jest.fn()))).rejects.toThrow(
      'spec.callers.staging.route: The shares add up to 90 %. Give the missing 10 % to a version.',
    );
  });
});
