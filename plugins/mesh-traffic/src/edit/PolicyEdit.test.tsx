import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PreviewRequest, PreviewResponse } from 'backstage-plugin-mesh-traffic-common';
import { queryClient } from '../api/QueryProvider';
import { fakeApi, refusal } from '../__testUtils__/fakeApi';
import { backendRef, policy, policyDetails, review } from '../__testUtils__/fixtures';
import { renderEdit } from '../__testUtils__/renderEdit';

afterEach(() => queryClient.clear());

const row = (caller: string) =>
  screen.findByRole('group', { name: `Versions for ${caller}, in percent` });

async function setPercent(caller: string, version: string, percent: string) {
  const input = within(await row(caller)).getByRole('textbox', { name: version });
  await userEvent.clear(input);
  await userEvent.type(input, percent);
}

async function askFor25Percent() {
  await setPercent('staging', 'canary', '25');
  await setPercent('staging', 'stable', '75');
}

describe('choosing a service', () => {
  it('offers services of the mesh, and says why another component cannot be chosen', async () => {
    const form = renderEdit(fakeApi(), {});
    await userEvent.click(await screen.findByRole('combobox', { name: /^Service/ }));
    const reports = await screen.findByRole('option', { name: /^reports/ });
    expect(reports).toHaveAttribute('aria-disabled', 'true');
    expect(reports).toHaveTextContent(
      'cannot be chosen: This component says nothing about the Kubernetes Service it stands for.',
    );
    await userEvent.click(screen.getByRole('option', { name: /^backend/ }));
    await row('prod');
    expect(form.value).toEqual({ entityRef: backendRef, base: policyDetails.base, patch: {} });
  });

  it('says that the service has no policy yet, and what to do', async () => {
    const details = {
      ...policyDetails,
      policy: undefined,
      base: { commit: 'c', policyBlob: null },
    };
    renderEdit(fakeApi({ getPolicy: async () => details }));
    expect(await screen.findByText('backend has no routing policy yet')).toBeVisible();
    expect(screen.getByText(/mesh\/shared-services\/backend\/routing-policy.yaml/)).toBeVisible();
    expect(screen.getByRole('link', { name: /Open the repository/ })).toHaveAttribute(
      'href',
      'https://github.com/acme/gitops',
    );
  });

  it.each([
    ['whose callers Flagger moves', { rollout: { rings: {} } }, /Flagger moves its callers/],
    ['that declares no versions', {}, /Declare them under versions/],
  ])('has no rows for a policy %s, and says why', async (_what, more, reason) => {
    const spec = { ...policy.spec, versions: {}, ...more } as typeof policy.spec;
    const details = { ...policyDetails, policy: { ...policy, spec } };
    renderEdit(fakeApi({ getPolicy: async () => details }));
    expect(await screen.findByText('backend has no versions to choose from')).toBeVisible();
    expect(screen.getByText(reason)).toBeVisible();
    expect(screen.queryByText('Which version do callers reach?')).not.toBeInTheDocument();
  });

  it('says that the forge is down and asks again on demand', async () => {
    const error = await refusal(503, 'ServiceUnavailableError', 'github.com answered 502.');
    const api = fakeApi();
    api.getPolicy.mockRejectedValueOnce(error);
    renderEdit(api);
    expect(await screen.findByText('The policy could not be read')).toBeVisible();
    expect(screen.getByText('github.com answered 502.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await row('prod')).toBeVisible();
  });

  it('lists what is wrong with a policy that cannot be read', async () => {
    const finding = {
      code: 'MT1001',
      severity: 'error' as const,
      path: 'spec.versions',
      message: 'There is no version.',
      help: 'Name at least one.',
      line: 3,
    };
    const details = { ...policyDetails, policy: undefined, diagnostics: [finding] };
    renderEdit(fakeApi({ getPolicy: async () => details }));
    expect(await screen.findByText('The policy file has mistakes')).toBeVisible();
    expect(screen.getByText('MT1001 at spec.versions, line 3')).toBeVisible();
  });

  it('says that a person may not', async () => {
    const error = await refusal(403, 'NotAllowedError', 'No.');
    renderEdit(fakeApi({ getPolicy: () => Promise.reject(error) }));
    expect(
      await screen.findByText('You may not see or change the routing policy of this service'),
    ).toBeVisible();
  });
});

describe('without permission to propose', () => {
  it('says whom to ask, and shows no form to fill in for nothing', async () => {
    renderEdit(fakeApi(), { entityRef: backendRef }, 'DENY');
    expect(await screen.findByText('You may not propose this change')).toBeVisible();
    expect(await screen.findByText('Ask its owner: team-backend.')).toBeVisible();
    expect(screen.queryByRole('group', { name: /^Versions for/ })).not.toBeInTheDocument();
  });
});

describe('rows', () => {
  it('turn numbers into the smallest patch', async () => {
    const form = renderEdit(fakeApi());
    await askFor25Percent();
    expect(form.value.base).toEqual(policyDetails.base);
    expect(form.value.patch).toEqual({
      spec: { callers: { staging: { route: { stable: 75, canary: 25 } } } },
    });
    expect(within(await row('staging')).getByText('was 90 % stable, 10 % canary')).toBeVisible();
  });

  it('say what is missing to 100 and cure it with a button', async () => {
    const api = fakeApi();
    const form = renderEdit(api);
    await setPercent('staging', 'stable', '80');
    const staging = await row('staging');
    expect(within(staging).getByText('staging adds up to 90 %.')).toBeVisible();
    expect(screen.getByText('The preview continues when each row adds up to 100 %.')).toBeVisible();

    await userEvent.click(within(staging).getByRole('button', { name: 'Give 10 % to canary' }));
    expect(within(staging).queryByText(/adds up to/)).not.toBeInTheDocument();
    expect(form.value.patch).toEqual({
      spec: { callers: { staging: { route: { stable: 80, canary: 20 } } } },
    });
    expect(await screen.findByText(review.summary)).toBeVisible();
    expect(api.previewPolicy).toHaveBeenCalledTimes(1);
  });

  it('take digits only, and step with the arrow keys', async () => {
    renderEdit(fakeApi());
    await setPercent('prod', 'canary', 'a5x');
    const input = within(await row('prod')).getByRole('textbox', { name: 'canary' });
    expect(input).toHaveValue('5');
    await userEvent.keyboard('{ArrowUp}');
    expect(input).toHaveValue('6');
    await userEvent.keyboard('{PageDown}');
    expect(input).toHaveValue('0');
  });

  it('add a caller as what it is today, by name and with Enter', async () => {
    const form = renderEdit(fakeApi());
    await row('prod');
    await userEvent.type(screen.getByRole('textbox', { name: 'Add a caller' }), 'team-a{Enter}');
    expect(form.submitted).toBe(false);
    expect(form.value.patch).toEqual({
      spec: { callers: { 'team-a': { route: { stable: 100 } } } },
    });
    expect(
      await screen.findByText(
        'No call from team-a was measured in the last 5 min: check the name if you expect calls.',
      ),
    ).toBeVisible();
    await userEvent.click(
      within(await row('team-a')).getByRole('button', { name: 'Remove team-a' }),
    );
    expect(form.value.patch).toEqual({});
  });

  it.each([
    ['Prod_2', /“Prod_2” is no name of a namespace: use at most 63 of a-z/],
    ['prod', 'prod is in the list already.'],
    [' ', 'Write the name of a namespace.'],
  ])('refuse the name "%s" with a sentence', async (name, sentence) => {
    const form = renderEdit(fakeApi());
    await row('prod');
    await userEvent.type(screen.getByRole('textbox', { name: 'Add a caller' }), name);
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(screen.getByText(sentence)).toBeVisible();
    expect(form.value.patch).toEqual({});
  });

  it('offer callers that were seen and have no row', async () => {
    const form = renderEdit(fakeApi());
    await userEvent.click(await screen.findByRole('button', { name: 'Add batch (65/min)' }));
    expect(form.value.patch).toEqual({ spec: { callers: { batch: { route: { stable: 100 } } } } });
    expect(screen.queryByRole('button', { name: /^Add batch/ })).not.toBeInTheDocument();
  });

  it('remove a caller, and keep it after all', async () => {
    const form = renderEdit(fakeApi());
    await userEvent.click(within(await row('dev')).getByRole('button', { name: 'Remove dev' }));
    expect(form.value.patch).toEqual({ spec: { callers: { dev: null } } });
    await userEvent.click(within(await row('dev')).getByRole('button', { name: 'Keep dev' }));
    expect(form.value.patch).toEqual({});
  });

  it('come back as they were left', async () => {
    const patch = { spec: { callers: { staging: { route: { stable: 75, canary: 25 } } } } };
    renderEdit(fakeApi(), { entityRef: backendRef, base: policyDetails.base, patch });
    const canary = within(await row('staging')).getByRole('textbox', { name: 'canary' });
    expect(canary).toHaveValue('25');
  });
});

describe('the preview', () => {
  it('says what the change does: sentence, callers, files, and what cannot be known', async () => {
    const api = fakeApi();
    const form = renderEdit(api);
    expect(await screen.findByText('Change a number to see what it does.')).toBeVisible();
    await askFor25Percent();
    expect(await screen.findByText(review.summary)).toBeVisible();
    expect(form.value.summary).toBe(review.title);
    const table = screen.getByRole('table', { name: 'Callers before and after' });
    expect(within(table).getByRole('row', { name: /^staging/ })).toHaveTextContent(
      'staging240/min now90 % stable, 10 % canary75 % stable, 25 % canaryAbout 36 calls/min move from stable to canary.',
    );
    expect(screen.getByText('2 other callers: unchanged.')).toBeVisible();
    expect(screen.getByText("Spare capacity of canary's pods.")).toBeVisible();
    const diff = screen.getByRole('region', { name: /^Difference of .*routing-policy.yaml$/ });
    expect(diff).toHaveTextContent('removed: - route: { stable: 90, canary: 10 }');
    expect(diff).toHaveTextContent('added: + route: { stable: 75, canary: 25 }');
    expect(api.previewPolicy).toHaveBeenCalledWith(
      {
        entityRef: backendRef,
        base: policyDetails.base,
        patch: { spec: { callers: { staging: { route: { stable: 75, canary: 25 } } } } },
      },
      expect.anything(),
    );
  });

  it('forgets its words when the numbers change', async () => {
    const form = renderEdit(fakeApi());
    await askFor25Percent();
    await waitFor(() => expect(form.value.summary).toBe(review.title));
    await setPercent('staging', 'stable', '7');
    expect(form.value.summary).toBeUndefined();
  });

  it('lists findings and cures them with a button', async () => {
    const findings = [
      {
        code: 'MT2003',
        severity: 'error' as const,
        path: 'spec.callers.staging.route',
        message: 'canary has no pods.',
        help: 'Send these calls to stable.',
        cures: [
          {
            label: 'Send all to stable',
            patch: { spec: { callers: { staging: { route: { stable: 100 } } } } },
          },
        ],
      },
    ];
    const form = renderEdit(
      fakeApi({
        previewPolicy: async () => ({
          review: { ...review, diagnostics: findings },
          base: policyDetails.base,
          conflicts: [],
        }),
      }),
    );
    await askFor25Percent();
    await userEvent.click(await screen.findByRole('button', { name: 'Send all to stable' }));
    expect(form.value.patch).toEqual({
      spec: { callers: { staging: { route: { stable: 100 } } } },
    });
  });

  it('says when it could not be made', async () => {
    const error = await refusal(503, 'ServiceUnavailableError', 'github.com answered 502.');
    renderEdit(fakeApi({ previewPolicy: () => Promise.reject(error) }));
    await askFor25Percent();
    expect(await screen.findByText('The preview could not be made')).toBeVisible();
    expect(screen.getByText('github.com answered 502.')).toBeVisible();
  });

  it('says when the person may not propose', async () => {
    const error = await refusal(403, 'NotAllowedError', 'No.');
    renderEdit(fakeApi({ previewPolicy: () => Promise.reject(error) }));
    await askFor25Percent();
    expect(await screen.findByText('You may not propose this change')).toBeVisible();
  });

  it('overwrites files edited by hand only after a tick', async () => {
    const drift = [
      {
        path: 'mesh/vs.yaml',
        status: 'edited' as const,
        blob: 'e1',
        diff: '@@ -1 +1 @@\n-a\n+b\n',
      },
    ];
    const form = renderEdit(
      fakeApi({
        previewPolicy: async () => ({
          review: { ...review, drift },
          base: policyDetails.base,
          conflicts: [],
        }),
      }),
    );
    await askFor25Percent();
    expect(await screen.findByText('Somebody edited generated files by hand')).toBeVisible();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Overwrite mesh/vs.yaml' }));
    expect(form.value.driftAck).toEqual(['e1']);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Overwrite mesh/vs.yaml' }));
    expect(form.value.driftAck).toEqual([]);
  });
});

describe('when the repository moves on meanwhile', () => {
  const newBase = { commit: 'c'.repeat(40), policyBlob: 'd'.repeat(40) };
  const newDetails = {
    ...policyDetails,
    base: newBase,
    policy: structuredClone(policy),
  };
  newDetails.policy.spec.callers.staging.route = { stable: 50, canary: 50 };

  const preview =
    (conflicts: PreviewResponse['conflicts']) =>
    async (request: PreviewRequest): Promise<PreviewResponse> => ({
      review,
      base: newBase,
      conflicts: request.base?.commit === newBase.commit ? [] : conflicts,
    });

  it('goes on from the newest state when nothing collides', async () => {
    const api = fakeApi({ previewPolicy: preview([]) });
    const form = renderEdit(api);
    await askFor25Percent();
    await waitFor(() => expect(form.value.base).toEqual(newBase));
    expect(
      await screen.findByText(
        'The policy changed while you were here. Your change is now based on the newest state.',
      ),
    ).toBeVisible();
    expect(api.getPolicy).toHaveBeenCalledTimes(2);
  });

  const collision = [
    {
      path: 'spec.callers.staging.route',
      base: { stable: 90, canary: 10 },
      theirs: { stable: 50, canary: 50 },
      mine: { stable: 75, canary: 25 },
    },
  ];

  async function collide() {
    const api = fakeApi({ previewPolicy: preview(collision) });
    const form = renderEdit(api);
    await askFor25Percent();
    expect(await screen.findByText('Somebody else changed the same rows meanwhile')).toBeVisible();
    expect(screen.getByText('Now in the repository: 50 % stable, 50 % canary')).toBeVisible();
    expect(screen.getByText('You want: 75 % stable, 25 % canary')).toBeVisible();
    expect(form.value.base).toEqual(policyDetails.base);
    api.getPolicy.mockResolvedValue(newDetails);
    return form;
  }
  const goOn = () => screen.getByRole('button', { name: 'Go on with these decisions' });

  it('keeps my numbers on top of theirs when I say so', async () => {
    const form = await collide();
    expect(goOn()).toBeDisabled();
    await userEvent.click(screen.getByRole('radio', { name: 'Keep mine' }));
    await userEvent.click(goOn());
    expect(await screen.findByText('was 50 % stable, 50 % canary')).toBeVisible();
    expect(form.value.base).toEqual(newBase);
    expect(form.value.patch).toEqual({
      spec: { callers: { staging: { route: { stable: 75, canary: 25 } } } },
    });
  });

  it('takes theirs when I say so', async () => {
    const form = await collide();
    await userEvent.click(screen.getByRole('radio', { name: 'Use theirs' }));
    await userEvent.click(goOn());
    expect(await screen.findByText('Change a number to see what it does.')).toBeVisible();
    expect(form.value).toMatchObject({ entityRef: backendRef, base: newBase, patch: {} });
    expect(form.value.patch).toEqual({});
    await waitFor(async () =>
      expect(within(await row('staging')).getByRole('textbox', { name: 'canary' })).toHaveValue(
        '50',
      ),
    );
  });
});
