import { compile } from '../compile/compile';
import { renderFiles } from '../compile/renderFiles';
import { MergePatch } from '../diagnostic';
import { editPolicyText } from '../policy/editPolicyText';
import { newPolicy } from '../policy/newPolicy';
import { newPolicyText } from '../policy/newPolicyText';
import { parsePolicy } from '../policy/parsePolicy';
import { BACKEND_POLICY } from '../policy/__testUtils__/backendPolicy';
import { trafficOf } from '../traffic/__testUtils__/trafficOf';
import { FolderFile } from './findDrift';
import { reviewChange, ReviewInput } from './reviewChange';
import { withRetiring } from './withRetiring';

const FOLDER = 'mesh/shared-services/backend';

function filesOf(text: string): FolderFile[] {
  const { policy } = parsePolicy(text);
  if (!policy) throw new Error('The policy of the test does not hold.');
  const { manifests } = compile(policy);
  return renderFiles(policy, manifests).map(({ path, content }) => ({
    name: path,
    content,
    blob: `blob of ${path}`,
  }));
}

const input: ReviewInput = {
  service: { mesh: 'demo', namespace: 'shared-services', service: 'backend' },
  folder: FOLDER,
  baseCommit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
  beforeText: BACKEND_POLICY,
  afterText: BACKEND_POLICY,
  files: filesOf(BACKEND_POLICY),
};

const traffic = trafficOf([
  { namespace: 'staging', requestsPerMinute: 240 },
  { namespace: 'prod', requestsPerMinute: 4600 },
  { namespace: 'batch', requestsPerMinute: 65 },
]);

const review = (spec: MergePatch, rest: Partial<ReviewInput> = {}) =>
  reviewChange({
    ...input,
    afterText: withRetiring(BACKEND_POLICY, editPolicyText(BACKEND_POLICY, { spec })),
    traffic,
    ...rest,
  });

const enforced: MergePatch = {
  service: { workload: { labels: { 'mesh-traffic/service': 'backend' } } },
  accessControl: { mode: 'enforce' },
  otherCallers: { access: 'deny' },
};

describe('the title and the summary', () => {
  it.each<[name: string, spec: MergePatch, title: string, summary: string]>([
    [
      'more canary',
      { callers: { staging: { route: { stable: 75, canary: 25 } } } },
      'backend: staging canary 10 % -> 25 %',
      'staging: 36 of 240 calls/min move to canary (90 % stable, 10 % canary -> 75 % stable, 25 % canary). Nobody loses access. Other callers: unchanged.',
    ],
    [
      'no canary',
      { callers: { staging: { route: { stable: 100 } } } },
      'backend: staging canary 10 % -> 0 %',
      'staging: 24 of 240 calls/min move to stable (90 % stable, 10 % canary -> 100 % stable). Nobody loses access. Other callers: unchanged.',
    ],
    [
      'another version',
      { callers: { dev: { route: { canary: 100 } } } },
      'backend: dev all to canary',
      'dev: 100 % experimental -> 100 % canary; no calls now. Nobody loses access. Other callers: unchanged.',
    ],
    [
      'two changes',
      { callers: { staging: { route: { stable: 100 } }, prod: { timeout: '5s' } } },
      'backend: staging canary 10 % -> 0 %, prod timeout 10s -> 5s',
      'staging: 24 of 240 calls/min move to stable (90 % stable, 10 % canary -> 100 % stable). 1 more change below. Nobody loses access. Other callers: unchanged.',
    ],
    [
      'a caller cut off',
      enforced,
      'backend: batch may no longer call, others may no longer call and 2 more',
      'Cuts off 1 active caller: batch (65 calls/min). Other callers: unchanged.',
    ],
    [
      'a caller added',
      { callers: { batch: { access: 'allow' } } },
      'backend: add batch',
      'batch gets a rule of its own. Nobody loses access. Other callers: unchanged.',
    ],
    [
      'other pods for a version',
      { versions: { canary: { labels: { version: 'v2' } } } },
      'backend: other pods for canary',
      "canary now means the pods with version=v2, for every caller that gets it. Nobody loses access. The callers' own rules stay.",
    ],
    [
      'probes',
      { probes: { calls: { a: { from: 'prod' } } } },
      'backend: probes',
      "Probes: is new. Nobody loses access. The callers' own rules stay.",
    ],
    [
      'nothing',
      {},
      'backend: refresh generated files',
      'Nothing changes: the repository says this already.',
    ],
  ])('%s', (_name, spec, title, summary) => {
    expect(review(spec)).toMatchObject({ title, summary });
  });

  it('say of a first policy that changes nothing that it changes nothing', () => {
    const port = { name: 'http', number: 80, protocol: 'http' as const };
    const afterText = newPolicyText(newPolicy(input.service, port));
    expect(
      reviewChange({ ...input, beforeText: undefined, afterText, files: [], traffic }),
    ).toMatchObject({
      title: 'backend: first policy',
      summary: 'The service comes under management. Nothing changes for any caller.',
      diagnostics: [],
    });
  });

  it('are never longer than a title may be', () => {
    const callers = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `${'team-with-a-long-name-'.repeat(2)}${i}`,
        { route: { canary: 100 } },
      ]),
    );
    const { title } = review({ callers });
    expect(title.length).toBeLessThanOrEqual(72);
    expect(title).toBe('backend: 30 changes');
  });
});

describe('the files', () => {
  it('are those that change, each with its difference', () => {
    const { files, unchanged, diagnostics } = review({
      callers: { staging: { route: { stable: 75, canary: 25 } } },
    });
    expect(diagnostics).toEqual([]);
    expect(unchanged).toBe(false);
    expect(
      files.map(({ path, status, additions, deletions }) => [path, status, additions, deletions]),
    ).toEqual([
      [`${FOLDER}/routing-policy.yaml`, 'changed', 1, 1],
      [`${FOLDER}/virtual-service.yaml`, 'changed', 3, 3],
    ]);
    expect(files[1].diff).toContain('-          weight: 10\n+          weight: 25\n');
  });

  it('are none when nothing changes', () => {
    expect(reviewChange(input)).toMatchObject({
      unchanged: true,
      files: [],
      unknowns: [],
      drift: [],
    });
  });

  it('are all new for a first policy', () => {
    const { files, drift, title, callers, unknowns } = reviewChange({
      ...input,
      beforeText: undefined,
      files: [],
      traffic,
    });
    expect(files.map(({ status }) => status)).toEqual(files.map(() => 'added'));
    expect(files.map(({ path }) => path)).toContain(`${FOLDER}/kustomization.yaml`);
    expect(drift).toEqual([]);
    expect(title).toMatch(/^backend: first policy, /);
    expect(unknowns[unknowns.length - 1]).toMatch(/other VirtualServices or DestinationRules/);
    expect(callers.find(({ caller }) => caller === 'staging')).toMatchObject({
      kind: 'added',
      after: { stable: 90, canary: 10 },
    });
    expect(callers.find(({ caller }) => caller === 'staging')).not.toHaveProperty('before');
  });

  it('leave a file of somebody else alone, and remove one of ours that is written no more', () => {
    const ours = { ...input.files[0], name: 'gone.yaml' };
    const theirs = { name: 'README.md', content: 'ours, says the team\n' };
    const { files, drift } = reviewChange({ ...input, files: [...input.files, ours, theirs] });
    expect(files.map(({ path, status }) => [path, status])).toEqual([
      [`${FOLDER}/gone.yaml`, 'removed'],
    ]);
    expect(drift.map(({ path, status }) => [path, status])).toEqual([
      [`${FOLDER}/README.md`, 'unmanaged'],
      [`${FOLDER}/gone.yaml`, 'outdated'],
    ]);
  });
});

describe('drift', () => {
  const change = (name: string, edit: (content: string) => string) =>
    input.files.map(file => (file.name === name ? { ...file, content: edit(file.content) } : file));

  it('shows what was edited by hand, and says that it cannot be known', () => {
    const files = change('virtual-service.yaml', content =>
      content.replace('weight: 10', 'weight: 50'),
    );
    const { drift, unknowns } = review({ callers: { staging: { timeout: '5s' } } }, { files });
    expect(drift).toMatchObject([
      {
        path: `${FOLDER}/virtual-service.yaml`,
        status: 'edited',
        blob: 'blob of virtual-service.yaml',
      },
    ]);
    expect(drift[0].diff).toContain('-          weight: 10\n+          weight: 50\n');
    expect(unknowns[unknowns.length - 1]).toMatch(/virtual-service.yaml .* edited by hand/);
  });

  it('shows files that do not follow from the policy any more, and missing ones', () => {
    const stale = filesOf(
      BACKEND_POLICY.replace('stable: 90, canary: 10', 'stable: 80, canary: 20'),
    );
    const { drift } = reviewChange({
      ...input,
      files: stale.filter(({ name }) => name !== 'kustomization.yaml'),
    });
    expect(drift.map(({ path, status }) => [path, status])).toEqual([
      [`${FOLDER}/kustomization.yaml`, 'missing'],
      [`${FOLDER}/virtual-service.yaml`, 'outdated'],
    ]);
  });
});

describe('a document that cannot hold', () => {
  it('comes back with its diagnostics and no files', () => {
    const afterText = BACKEND_POLICY.replace('stable: 90', 'stable: 80');
    expect(reviewChange({ ...input, afterText })).toMatchObject({
      title: 'backend: cannot be proposed',
      summary: 'This cannot be proposed: staging adds up to 90 %.',
      unchanged: false,
      files: [],
      callers: [],
      diagnostics: [{ code: 'MT1020', line: 23 }],
    });
  });

  it('is no reason to fail when it lies in the repository', () => {
    const { diagnostics, summary, files, callers } = reviewChange({
      ...input,
      beforeText: 'a: [',
      traffic,
    });
    expect(diagnostics).toMatchObject([{ code: 'MT1901', severity: 'warning' }]);
    expect(summary).toBe(
      'What changes cannot be told: the policy in the repository cannot be read.',
    );
    expect(files).toHaveLength(1);
    expect(callers.length).toBeGreaterThan(0);
  });

  it('is one whose old routes would lose their subset on the way', () => {
    const afterText = editPolicyText(BACKEND_POLICY, {
      spec: { callers: { staging: { route: { stable: 100 } } }, versions: { canary: null } },
    });
    const { diagnostics, files } = reviewChange({ ...input, afterText });
    expect(diagnostics).toMatchObject([{ code: 'MT1250', severity: 'error' }]);
    expect(files).toEqual([]);
  });

  it('is also a first policy that begins in a ring without pods', () => {
    const port = { name: 'http', number: 80, protocol: 'http' as const };
    const afterText = newPolicyText({
      ...newPolicy(input.service, port),
      spec: {
        service: {
          ports: [port],
          workload: { labels: { 'mesh-traffic/service': 'backend' } },
        },
        otherCallers: { ring: 'main' },
        rollout: { rings: { main: { workload: 'backend' } } },
      },
    });
    const found = reviewChange({ ...input, beforeText: undefined, afterText, files: [] });
    expect(found.diagnostics).toMatchObject([{ code: 'MT1252', severity: 'error' }]);
  });

  it('has lines also for what the compiler says', () => {
    const { diagnostics } = review(
      { callers: { prod: { timeout: '5s' } } },
      { compile: { dataplane: 'ambient' } },
    );
    expect(diagnostics.find(({ path }) => path === 'spec.callers.prod.timeout')).toMatchObject({
      severity: 'error',
      line: 22,
    });
  });
});

describe('callers without mutual TLS', () => {
  const strict: MergePatch = {
    ...enforced,
    otherCallers: { access: 'allow' },
    callers: { dev: { access: 'deny' } },
  };
  const plain = trafficOf([
    { namespace: 'prod', requestsPerMinute: 100, mutualTlsShare: 1 },
    { namespace: 'unknown', requestsPerMinute: 12 },
  ]);
  const found = (spec: MergePatch, seen = plain) =>
    review(spec, { traffic: seen }).diagnostics.filter(({ code }) => code === 'MT1165');

  it('are not cut off by a change that lets them call', () => {
    expect(found(strict)).toMatchObject([
      { severity: 'error', message: expect.stringContaining('12 calls/min') },
    ]);
    expect(found(enforced)).toMatchObject([{ severity: 'warning' }]);
  });

  it('are no matter where none call, or access is only observed', () => {
    expect(found(strict, traffic)).toEqual([]);
    expect(found({ ...strict, accessControl: { mode: 'observe' } })).toEqual([]);
  });

  it('are said to be refused', () => {
    expect(review(strict, { traffic }).unknowns).toContainEqual(
      expect.stringMatching(/^Callers outside the mesh: .* are refused/),
    );
  });
});

describe('what cannot be known', () => {
  const canary: MergePatch = { callers: { staging: { route: { stable: 75, canary: 25 } } } };
  it('is said when there are no numbers', () => {
    const found = review(canary, { traffic: undefined });
    expect(found.unknowns[0]).toBe(
      'How many calls this touches: no numbers were read. That is not the same as none.',
    );
    expect(found).not.toHaveProperty('traffic');
    expect(found.callers.every(caller => !('requestsPerMinute' in caller))).toBe(true);
  });

  it('names gaps, an old answer and what was left off', () => {
    const partial = trafficOf([{ namespace: 'staging', requestsPerMinute: 240 }], {
      gaps: [{ what: 'latency', reason: 'Too many series' }],
      stale: true,
      truncated: 4,
    });
    expect(review(canary, { traffic: partial }).unknowns).toEqual(
      expect.arrayContaining([
        'How long calls take: Too many series.',
        'What happened since 2027-01-15T14:05:30Z: monitoring has not answered since.',
        '4 callers were left off to keep the answer small.',
        'Whether the pods of canary have room for these calls.',
      ]),
    );
  });
});

it('lists the callers that change first, the worst first, with what changes', () => {
  const { callers } = review({ ...enforced, callers: { prod: { timeout: '5s' } } });
  expect(callers.map(({ caller, kind }) => [caller, kind])).toEqual([
    ['batch', 'changed'],
    ['*', 'changed'],
    ['prod', 'changed'],
    ['staging', 'unchanged'],
    ['dev', 'unchanged'],
  ]);
  expect(callers[0]).toMatchObject({
    requestsPerMinute: 65,
    changes: [{ aspect: 'access', before: 'allowed', after: 'refused (403)' }],
    consequences: ['batch can no longer call: every call is answered 403 (65 calls/min now).'],
  });
  expect(callers[2].changes).toEqual([
    { aspect: 'timeout', before: 'timeout 10s', after: 'timeout 5s' },
  ]);
  expect(callers[1]).not.toHaveProperty('requestsPerMinute');
});
