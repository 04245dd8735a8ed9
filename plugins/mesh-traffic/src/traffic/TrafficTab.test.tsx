import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { queryClient } from '../api/QueryProvider';
import { fakeApi, refusal } from '../__testUtils__/fakeApi';
import { policyDetails, reportsEntity, trafficResponse } from '../__testUtils__/fixtures';
import { renderTab } from '../__testUtils__/renderTab';

afterEach(() => queryClient.clear());

const callers = () => screen.findByRole('table', { name: /^Callers of backend/ });
const rowOf = async (caller: string) =>
  within(await callers()).getByRole('row', { name: new RegExp(`^${caller}`) });

describe('with traffic and a policy', () => {
  it('says where the service and its numbers come from, and how old they are', async () => {
    renderTab(fakeApi());
    expect(
      await screen.findByText(/shared-services\/backend, mapped by mesh-traffic\/service/),
    ).toBeVisible();
    const clock = new Intl.DateTimeFormat('en', {
      timeStyle: 'medium',
      hourCycle: 'h23',
    }).format(new Date(trafficResponse.snapshot.takenAt));
    expect(screen.getByText(`Numbers from Prometheus, last 5 min, as of ${clock}`)).toBeVisible();
  });

  it('shows the totals of the service', async () => {
    renderTab(fakeApi());
    const totals = await screen.findByLabelText('Totals');
    expect(totals).toHaveTextContent(
      'Calls4,905/minFailed0.3 %Turned away12/minp95184 msOff plan1 of 2',
    );
  });

  it.each([
    ['staging', 'Off plan', '96 % stable, 4 % canary (plan 90/10)'],
    ['batch', 'Not listed', '100 % stable (plan 100 % stable)'],
    ['prod', 'As planned', '100 % stable (plan 100 % stable)'],
    ['dev', 'No traffic', 'plan: 100 % experimental'],
  ])('shows %s: %s, %s', async (caller, word, split) => {
    renderTab(fakeApi());
    const row = await rowOf(caller);
    expect(within(row).getByText(word)).toBeVisible();
    expect(within(row).getByText(split)).toBeVisible();
  });

  it.each([
    [{ phase: 'progressing', canaryWeight: 10 }, /A release is under way10 % of its calls on the/],
    [{ phase: 'failed', canaryWeight: 0 }, /The last release failed and was taken back/],
    [{ phase: 'idle' }, /^paymentsNo release is under way$/],
    [{}, /^paymentsIts state was not measured$/],
  ] as const)('says what Flagger does: %j', async (rollout, words) => {
    const traffic = structuredClone(trafficResponse);
    traffic.snapshot.rollouts = [{ target: 'payments', ...rollout }];
    renderTab(fakeApi({ getTraffic: async () => traffic }));
    const list = (await screen.findByText('payments')).closest('li');
    expect(list).toHaveTextContent(words);
  });

  it('says nothing of releases where Flagger makes none', async () => {
    renderTab(fakeApi());
    await callers();
    expect(screen.queryByText('Releases by Flagger')).not.toBeInTheDocument();
  });

  it('does not call missing numbers zero', async () => {
    const traffic = structuredClone(trafficResponse);
    delete traffic.snapshot.callers[0].p95Ms;
    delete traffic.snapshot.totals.p95Ms;
    renderTab(fakeApi({ getTraffic: async () => traffic }));
    expect(await rowOf('prod')).toHaveTextContent('not measured');
    expect(screen.getByLabelText('Totals')).toHaveTextContent('p95not measured');
  });

  it('opens a row by keyboard and tells the reason of its verdict', async () => {
    renderTab(fakeApi());
    const toggle = within(await callers()).getByRole('button', { name: 'staging' });
    expect(screen.queryByText('4 % canary of 1,200 calls, plan 10 %.')).not.toBeInTheDocument();
    toggle.focus();
    await userEvent.keyboard('{Enter}');
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('4 % canary of 1,200 calls, plan 10 %.')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByText('4 % canary of 1,200 calls, plan 10 %.')).not.toBeInTheDocument();
  });

  it('links to the template with the service filled in', async () => {
    renderTab(fakeApi());
    const link = await screen.findByRole('link', { name: 'Change versions' });
    const url = new URL(link.getAttribute('href')!, 'http://portal');
    expect(url.pathname).toBe('/create/templates/default/choose-versions-per-caller');
    expect(JSON.parse(url.searchParams.get('formData')!)).toEqual({
      policy: { entityRef: 'component:default/backend' },
    });
  });

  it('offers no change of versions where the policy declares none', async () => {
    const details = structuredClone(policyDetails);
    if (details.policy) details.policy.spec.versions = {};
    renderTab(fakeApi({ getPolicy: async () => details }));
    await callers();
    expect(await screen.findByRole('link', { name: /Policy file/ })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Change versions' })).not.toBeInTheDocument();
  });

  it('lists open pull requests and merged changes with who and a link', async () => {
    const details = {
      ...policyDetails,
      proposals: [
        {
          number: 221,
          url: 'https://github.com/acme/gitops/pull/221',
          title: 'backend: staging canary 10 % -> 25 %',
          branch: 'mesh-traffic/demo/shared-services/backend/ana',
          requestedBy: 'user:default/ana',
          createdAt: new Date(Date.now() - 3 * 60_000).toISOString(),
          draft: true,
        },
      ],
      history: [
        {
          pullRequest: 218,
          url: 'data:text/html,not a forge',
          title: 'backend: dev to experimental',
          commit: 'c1',
          mergedAt: new Date(Date.now() - 24 * 60_000).toISOString(),
        },
      ],
    };
    renderTab(fakeApi({ getPolicy: async () => details }));
    const proposal = await screen.findByRole('link', { name: /#221 backend: staging canary/ });
    expect(proposal).toHaveAttribute('href', 'https://github.com/acme/gitops/pull/221');
    const item = proposal.closest('li')!;
    expect(item).toHaveTextContent('ana, 3 min. ago');
    expect(item).toHaveTextContent('Draft');

    const merged = screen.getByText(/#218 backend: dev to experimental/).closest('li')!;
    expect(merged).toHaveTextContent('24 min. ago');
    expect(within(merged).queryByRole('link')).not.toBeInTheDocument();
  });

  it('says that a merged change is waited for', async () => {
    const traffic = structuredClone(trafficResponse);
    traffic.verdicts.staging.stage = 'waitingForTraffic';
    const mergedAt = new Date(Date.now() - 3 * 60_000).toISOString();
    const history = [{ title: 'x', commit: 'c1', mergedAt }];
    renderTab(
      fakeApi({
        getTraffic: async () => traffic,
        getPolicy: async () => ({ ...policyDetails, history }),
      }),
    );
    const words = 'waiting for new traffic (merged 3 min. ago)';
    expect(await screen.findByText(words)).toBeVisible();
    expect(await rowOf('staging')).toHaveTextContent(words);
    expect(await rowOf('prod')).not.toHaveTextContent('waiting');
  });
});

describe('charts', () => {
  it('say in words what they show and have the same numbers as a table', async () => {
    renderTab(fakeApi());
    const chart = await screen.findByRole('img', {
      name: /^Calls per minute by calling namespace/,
    });
    expect(chart).toHaveAccessibleName(/Last values: prod 4,600\/min, staging 240\/min\.$/);

    await userEvent.click(screen.getByRole('button', { name: /^Show as table: Calls per minute/ }));
    const table = screen.getByRole('table', { name: /Calls per minute by calling namespace/ });
    const rows = within(table).getAllByRole('row');
    expect(rows.map(row => row.textContent!.replace(/^[\d:]{8}/, ''))).toEqual([
      'Timeprodstaging',
      '4,600/min240/min',
      'no value236/min',
      '4,500/min230/min',
    ]);
  });

  it('say when nothing was measured', async () => {
    renderTab(fakeApi());
    await screen.findByText('Share of failed calls by calling namespace');
    expect(screen.getByText('Nothing was measured in this time.')).toBeVisible();
  });
});

describe('other states', () => {
  it('shows an outline while it loads', async () => {
    const never = () => new Promise<never>(() => {});
    renderTab(fakeApi({ getTraffic: never, getPolicy: never }));
    expect(await screen.findByText('Loading the traffic of backend')).toBeInTheDocument();
  });

  it('says how to connect a component, without asking the backend', async () => {
    const api = fakeApi();
    renderTab(api, reportsEntity);
    expect(
      await screen.findByText('This component is not connected to the mesh yet'),
    ).toBeVisible();
    expect(screen.getByText(/mesh-traffic\/service: <namespace>\/reports/)).toBeVisible();
    expect(api.getTraffic).not.toHaveBeenCalled();
  });

  it('copies the annotation', async () => {
    const user = userEvent.setup();
    renderTab(fakeApi(), reportsEntity);
    const writeText = jest.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    expect(writeText).toHaveBeenCalledWith(
      'metadata:\n  annotations:\n    mesh-traffic/service: <namespace>/reports\n',
    );
    expect(await screen.findByText('Copied')).toBeVisible();
  });

  it('says when the mesh of the component is not configured', async () => {
    const error = await refusal(404, 'NotFoundError', 'The mesh "east" is not configured.');
    renderTab(fakeApi({ getTraffic: () => Promise.reject(error) }));
    expect(await screen.findByText('The mesh "east" is not configured.')).toBeVisible();
  });

  it('says when nobody called, and still shows the plan', async () => {
    const traffic = structuredClone(trafficResponse);
    Object.assign(traffic.snapshot, { callers: [], totals: {}, panels: [] });
    traffic.verdicts = {};
    renderTab(fakeApi({ getTraffic: async () => traffic }));
    expect(await screen.findByText('No calls in the last 5 min')).toBeVisible();
    expect(await rowOf('dev')).toHaveTextContent('plan: 100 % experimental');
    expect(screen.getByLabelText('Totals')).toHaveTextContent('Callsnot measured');
  });

  it('says when there is no policy yet, beside the traffic', async () => {
    const details = {
      ...policyDetails,
      policy: undefined,
      text: undefined,
      base: { commit: 'c', policyBlob: null },
    };
    const traffic = { ...trafficResponse, verdicts: {} };
    renderTab(fakeApi({ getPolicy: async () => details, getTraffic: async () => traffic }));
    expect(await screen.findByText('No routing policy yet')).toBeVisible();
    expect(screen.getByText(/mesh\/shared-services\/backend\/routing-policy.yaml/)).toBeVisible();
    expect(await rowOf('prod')).toHaveTextContent('No policy');
    expect(screen.getByLabelText('Totals')).toHaveTextContent('Off planno plan');
    expect(screen.queryByRole('link', { name: 'Change versions' })).not.toBeInTheDocument();
  });

  it('lists what is wrong with a policy file, with its line', async () => {
    const details = {
      ...policyDetails,
      policy: undefined,
      diagnostics: [
        {
          code: 'MT1001',
          severity: 'error' as const,
          path: '',
          message: 'The text is not YAML.',
          help: 'Indent it like the line before.',
          line: 14,
          file: 'routing-policy.yaml',
        },
      ],
    };
    renderTab(fakeApi({ getPolicy: async () => details }));
    expect(await screen.findByText('The policy file cannot be read')).toBeVisible();
    expect(screen.getByText(/The text is not YAML. Indent it like the line before./)).toBeVisible();
    expect(screen.getByText('MT1001, routing-policy.yaml, line 14')).toBeVisible();
    expect(await rowOf('prod')).toHaveTextContent('4,600');
  });

  it('says that monitoring is down and the service may be fine, and shows the plan', async () => {
    const error = await refusal(503, 'ServiceUnavailableError', 'Prometheus did not answer.');
    renderTab(fakeApi({ getTraffic: () => Promise.reject(error) }));
    expect(await screen.findByText('No numbers: monitoring is not answering')).toBeVisible();
    expect(screen.getByText(/The service may be fine.*Prometheus did not answer\./)).toBeVisible();
    expect(await rowOf('dev')).toHaveTextContent('Cannot tell');
    expect(await rowOf('dev')).toHaveTextContent('plan: 100 % experimental');
  });

  it.each([
    [() => refusal(500, 'TypeError', 'x is not a function'), 'this is a fault of Mesh Traffic'],
    [async () => new TypeError('Failed to fetch'), 'Backstage is not answering'],
  ])('blames neither monitoring nor the repository for what is our own', async (error, cause) => {
    const reason = await error();
    renderTab(
      fakeApi({
        getTraffic: () => Promise.reject(reason),
        getPolicy: () => Promise.reject(reason),
      }),
    );
    expect(await screen.findByText(`No numbers: ${cause}`)).toBeVisible();
    expect(
      screen.getByText(`Plan, pull requests and history could not be read: ${cause}`),
    ).toBeVisible();
    expect(screen.queryByText(/monitoring is not answering/)).not.toBeInTheDocument();
    expect(screen.queryByText(/GitOps repository is not answering/)).not.toBeInTheDocument();
    expect(screen.queryByText(/Nobody calls/)).not.toBeInTheDocument();
    expect(screen.queryByText(new RegExp(reason.message))).not.toBeInTheDocument();
  });

  it('keeps the last numbers on screen when a later question fails', async () => {
    const error = await refusal(503, 'ServiceUnavailableError', 'Prometheus did not answer.');
    const api = fakeApi();
    renderTab(api);
    await callers();
    api.getTraffic.mockRejectedValue(error);
    await queryClient.refetchQueries({ queryKey: ['mesh-traffic', 'traffic'] });
    expect(await screen.findByText(/^No new numbers since/)).toBeVisible();
    expect(await rowOf('prod')).toHaveTextContent('4,600');
  });

  it('says that numbers are old when the backend could not renew them', async () => {
    const traffic = structuredClone(trafficResponse);
    traffic.snapshot.stale = true;
    renderTab(fakeApi({ getTraffic: async () => traffic }));
    expect(await screen.findByText(/^No new numbers since/)).toBeVisible();
  });

  it('shows traffic while the forge is down', async () => {
    const error = await refusal(503, 'ServiceUnavailableError', 'github.com answered 502.');
    const traffic = { ...trafficResponse, verdicts: {} };
    renderTab(fakeApi({ getPolicy: () => Promise.reject(error), getTraffic: async () => traffic }));
    expect(await screen.findByText('The GitOps repository is not answering')).toBeVisible();
    expect(screen.getByText(/github.com answered 502\./)).toBeVisible();
    expect(await rowOf('prod')).toHaveTextContent('4,600');
    expect(await rowOf('prod')).toHaveTextContent('Cannot tell');
  });

  it('leaves callers of a ring to Flagger', async () => {
    const traffic = structuredClone(trafficResponse);
    for (const verdict of Object.values(traffic.verdicts)) {
      verdict.word = 'byFlagger';
      verdict.reason = 'Flagger decides the split of the ring main.';
    }
    const details = structuredClone(policyDetails);
    const listed = details.policy?.spec.callers ?? {};
    Object.values(listed).forEach(caller =>
      Object.assign(caller, { route: undefined, ring: 'main' }),
    );
    Object.assign(details.policy?.spec.otherCallers ?? {}, { route: undefined });
    renderTab(fakeApi({ getPolicy: async () => details, getTraffic: async () => traffic }));
    expect(await rowOf('prod')).toHaveTextContent('By Flagger');
    expect(screen.getByText('by Flagger')).toBeVisible();
  });

  it('says who may be asked for permission', async () => {
    const error = await refusal(403, 'NotAllowedError', 'No.');
    renderTab(
      fakeApi({ getPolicy: () => Promise.reject(error), getTraffic: () => Promise.reject(error) }),
    );
    expect(await screen.findByText('You may not see the traffic of backend')).toBeVisible();
    expect(screen.getByText('You may not see the routing policy of backend')).toBeVisible();
    expect(screen.getAllByText('Ask its owner: team-backend.')).toHaveLength(2);
    expect(screen.queryByText(/may be fine/)).not.toBeInTheDocument();
  });

  it('says what could not be measured and what was left off', async () => {
    const traffic = structuredClone(trafficResponse);
    traffic.snapshot.gaps = [{ what: 'latency', reason: 'the histogram is not scraped' }];
    traffic.snapshot.truncated = 3;
    renderTab(fakeApi({ getTraffic: async () => traffic }));
    expect(await screen.findByText('Latency: the histogram is not scraped')).toBeVisible();
    expect(
      screen.getByText('3 series or callers were left off to keep the answer small.'),
    ).toBeVisible();
  });
});
