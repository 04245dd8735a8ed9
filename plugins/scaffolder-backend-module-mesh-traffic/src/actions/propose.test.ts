import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { fakeApi, pullRequest } from '../__testUtils__/fakeApi';
import { createProposeAction } from './propose';

const input = {
  entityRef: 'component:default/backend',
  base: { commit: '0'.repeat(40), policyBlob: null },
  patch: { spec: { callers: { staging: { route: { stable: 75, canary: 25 } } } } },
};

function setUp(api = fakeApi()) {
  const auth = mockServices.auth.mock({
    getPluginRequestToken: jest.fn(async () => ({ token: 'token-of-ana' })),
  });
  const outputs: Record<string, unknown> = {};
  const ana = mockCredentials.user('user:default/ana');
  const context = {
    input,
    getInitiatorCredentials: async () => ana,
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  };
  return { api, auth, ana, outputs, context, action: createProposeAction({ auth, api }) };
}

type Context = Parameters<ReturnType<typeof createProposeAction>['handler']>[0];

function contextOf(parts: Partial<Context>): Context {
  return { ...createMockActionContext(), input, output: () => {}, ...parts };
}

describe('mesh-traffic:policy:propose', () => {
  it('proposes in the name of the person who started the task, and says where to look', async () => {
    const { api, auth, ana, outputs, context, action } = setUp();
    await action.handler(contextOf(context));

    expect(auth.getPluginRequestToken).toHaveBeenCalledWith({
      onBehalfOf: ana,
      targetPluginId: 'mesh-traffic',
    });
    expect(api.proposePolicy).toHaveBeenCalledWith(
      expect.objectContaining(input),
      expect.objectContaining({ token: 'token-of-ana' }),
    );
    expect(outputs).toEqual({
      status: 'created',
      pullRequestUrl: pullRequest.url,
      pullRequestNumber: '7',
      summary: '36 calls/min move to canary.',
      text: 'Pull request #7 is open: backend: staging canary 10 % -> 25 %. Nothing changes for any caller before it is merged.',
    });
  });

  it('writes nothing in a dry run', async () => {
    const { api, outputs, context, action } = setUp();
    await action.handler(contextOf({ ...context, isDryRun: true }));
    expect(api.proposePolicy).not.toHaveBeenCalled();
    expect(outputs).toMatchObject({ status: 'dry run', pullRequestUrl: '' });
  });

  it('says that there is nothing to change', async () => {
    const { outputs, context, action } = setUp(
      fakeApi({ status: 'unchanged', pullRequest: undefined }),
    );
    await action.handler(contextOf(context));
    expect(outputs).toMatchObject({
      status: 'unchanged',
      pullRequestUrl: '',
      text: 'The policy already says this: there is nothing to change.',
    });
  });

  it('fails with the sentence of the backend', async () => {
    const { api, context, action } = setUp();
    const body = {
      error: { name: 'InputError', message: 'spec.callers.staging.route: adds up to 90.' },
      response: { statusCode: 400 },
    };
    api.proposePolicy.mockRejectedValue(
      await ResponseError.fromResponse(
        new Response(JSON.stringify(body), {
          status: 400,
          headers: { 'content-type': 'application/json' },
        }),
      ),
    );
    await expect(action.handler(contextOf(context))).rejects.toThrow(
      /^spec\.callers\.staging\.route: adds up to 90\.$/,
    );
  });

  it('treats what a template leaves empty as not given', async () => {
    const { api, context, action } = setUp();
    await action.handler(contextOf({ ...context, input: { ...input, mesh: '', note: '' } }));
    expect(api.proposePolicy).toHaveBeenCalledWith(
      expect.objectContaining({ mesh: undefined, note: undefined }),
      expect.anything(),
    );
  });
});
