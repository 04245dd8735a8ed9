import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';
import { compile } from '../compile/compile';
import { CompileOptions } from '../compile/CompileOptions';
import { renderFiles } from '../compile/renderFiles';
import { Diagnostic, MergePatch } from '../diagnostic';
import { editPolicyText } from '../policy/editPolicyText';
import { parsePolicy } from '../policy/parsePolicy';
import { BACKEND_POLICY } from '../policy/__testUtils__/backendPolicy';
import { reviewChange, ReviewInput } from './reviewChange';
import { withRetiring } from './withRetiring';

const GOLDEN = resolve(__dirname, '../../../../test/golden');
const FOLDER = 'mesh/shared-services/backend';

function filesOf(text: string, options?: CompileOptions) {
  const { policy } = parsePolicy(text);
  if (!policy) throw new Error('The policy of the test does not hold.');
  return renderFiles(policy, compile(policy, options).manifests).map(({ path, content }) => ({
    name: path,
    content,
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

const review = (spec: MergePatch, rest: Partial<ReviewInput> = {}) =>
  reviewChange({ ...input, afterText: editPolicyText(BACKEND_POLICY, { spec }), ...rest });

const places = (found: Diagnostic[]) =>
  found.map(({ code, file, path }) => [code, file?.split('/').pop() ?? '', path]);

const longer: MergePatch = { callers: { prod: { timeout: '9s' } } };

const SECOND = {
  name: 'legacy.yaml',
  content: `# Written before the policy.
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: legacy, namespace: shared-services }
spec:
  hosts: [backend]
  http: [{ route: [{ destination: { host: backend } }] }]
`,
};

describe('a fault between two manifests of the folder', () => {
  it('that the change brings stops it, and names the file that somebody added', () => {
    const { files, diagnostics, known, title, summary } = reviewChange({
      ...input,
      beforeText: undefined,
      files: [SECOND],
    });
    expect(diagnostics).toMatchObject([
      {
        code: 'MT2013',
        severity: 'error',
        object: 'VirtualService/shared-services/legacy',
        file: `${FOLDER}/legacy.yaml`,
        path: 'spec.hosts',
        line: 6,
      },
    ]);
    expect(known).toEqual([]);
    expect(files).toEqual([]);
    expect(title).toBe('backend: cannot be proposed');
    expect(summary).toMatch(/^This cannot be proposed: legacy.yaml: shared-services\/backend has/);
  });

  it('that was there before does not stop another change', () => {
    const { files, diagnostics, known, cured } = review(longer, {
      files: [...input.files, SECOND],
    });
    expect(diagnostics).toEqual([]);
    expect(cured).toEqual([]);
    expect(places(known)).toEqual([['MT2013', 'legacy.yaml', 'spec.hosts']]);
    expect(known[0].severity).toBe('error');
    expect(files).toHaveLength(2);
  });

  it('that somebody put on the branch of the change comes with it', () => {
    const files = [...input.files, SECOND];
    const { diagnostics, known } = review(longer, { filesOnBranch: files });
    expect(places(diagnostics)).toEqual([['MT2013', 'legacy.yaml', 'spec.hosts']]);
    expect(known).toEqual([]);
    expect(review(longer, { files, filesOnBranch: input.files }).cured).toHaveLength(1);
  });

  it('is cured by a change that takes its other half away', () => {
    const routes = `apiVersion: mesh-traffic/v1alpha1
kind: RoutingPolicy
metadata: { name: backend, namespace: shared-services }
spec:
  service: { ports: [{ name: http, number: 80, protocol: http }] }
  versions: { stable: { labels: { version: stable } } }
  otherCallers: { route: { stable: 100 } }
`;
    const bare = editPolicyText(routes, {
      spec: { versions: null, otherCallers: { route: null } },
    });
    const { cured, known, diagnostics } = reviewChange({
      ...input,
      beforeText: routes,
      afterText: withRetiring(routes, bare),
      files: [...filesOf(routes), SECOND],
    });
    expect(places(cured)).toEqual([['MT2013', 'legacy.yaml', 'spec.hosts']]);
    expect([...known, ...diagnostics]).toEqual([]);
  });
});

it('cures what was edited into a generated file', () => {
  const files = input.files.map(file =>
    file.name === 'virtual-service.yaml'
      ? { ...file, content: file.content.replace('subset: canary', 'subset: kanary') }
      : file,
  );
  const { cured, known, diagnostics, drift } = review(longer, { files });
  expect(drift).toMatchObject([{ status: 'edited' }]);
  expect(cured).toMatchObject([
    { code: 'MT2014', severity: 'error', file: `${FOLDER}/virtual-service.yaml` },
  ]);
  expect([...known, ...diagnostics]).toEqual([]);
});

it('says of a file that it cannot be read, and goes on', () => {
  const files = [
    ...input.files,
    { name: 'values.yaml', content: 'a: {{ .Values.a }}\n' },
    { name: 'README.md', content: 'a: [' },
  ];
  const { known, diagnostics } = review(longer, { files });
  expect(diagnostics).toEqual([]);
  expect(known).toMatchObject([{ severity: 'warning', file: `${FOLDER}/values.yaml`, line: 1 }]);
});

it('looks at a hundred manifests by hand, shows the worst, and says that there are more', () => {
  const many = Array.from({ length: 60 }, (_, i) => ({
    name: `rule-${i}.yaml`,
    content: ['a', 'b']
      .map(each => SECOND.content.replaceAll('legacy', `${each}-${i}`))
      .join('---\n'),
  }));
  const found = (count: number) => {
    const files = [...many.slice(0, count), ...input.files];
    const { known, diagnostics, cured } = review(longer, { files });
    expect([...diagnostics, ...cured]).toEqual([]);
    return known;
  };
  expect(found(2)).toHaveLength(4 + 3 + 2 + 1);
  const most = found(50);
  expect(most).toHaveLength(101);
  expect(most[100]).toMatchObject({
    severity: 'error',
    message: `There are ${(100 * 101) / 2 - 100} more findings than are shown here.`,
  });
  expect(found(60)[100].message).toBe(
    `There are ${(100 * 101) / 2 - 100 + 1} more findings than are shown here.`,
  );
});

it('says when there is more by hand than it looks at', () => {
  const content = Array.from(
    { length: 25 },
    (_, i) => `apiVersion: v1
kind: ConfigMap
metadata: { name: map-${i} }
`,
  ).join('---\n');
  const found = (count: number) =>
    review(longer, {
      files: [
        ...Array.from({ length: count }, (_, i) => ({
          name: `${i}.yaml`,
          content: content.replaceAll('map-', `map-${i}-`),
        })),
        ...input.files,
      ],
    });
  expect(found(4)).toMatchObject({ known: [], diagnostics: [] });
  expect(found(5)).toMatchObject({
    known: [{ code: 'MT1850', severity: 'warning', file: FOLDER }],
    diagnostics: [],
  });
});

describe('findings about the policy', () => {
  const often = { retries: { attempts: 2, retryOn: ['5xx'] }, timeout: '5s' };
  const withRetries = editPolicyText(BACKEND_POLICY, { spec: { callers: { staging: often } } });
  const before = { beforeText: withRetries, files: filesOf(withRetries) };

  it('are new when the change brings them', () => {
    const { diagnostics, known } = review({ callers: { staging: often } });
    expect(places(diagnostics)).toEqual([
      ['MT2022', 'virtual-service.yaml', 'spec.http.2.retries.retryOn'],
    ]);
    expect(known).toEqual([]);
  });

  it('are known again when a caller comes before theirs', () => {
    const afterText = editPolicyText(withRetries, {
      spec: { callers: { aaa: { ...often, route: { stable: 100 } } } },
    });
    const { diagnostics, known, cured } = reviewChange({ ...input, ...before, afterText });
    expect(cured).toEqual([]);
    expect(places(known)).toHaveLength(1);
    expect(places(diagnostics)).toHaveLength(1);
    const [{ path }] = diagnostics;
    const [{ path: old }] = known;
    const afterFile = filesOf(afterText).find(({ name }) => name === 'virtual-service.yaml');
    const { http } = (load(afterFile?.content ?? '') as { spec: { http: { name: string }[] } })
      .spec;
    expect(http[Number(path.split('.')[2])].name).toBe('from-aaa');
    expect(http[Number(old.split('.')[2])].name).toBe('from-staging');
  });

  it('that were there before are no news, warnings of the document included', () => {
    const limited = editPolicyText(BACKEND_POLICY, {
      spec: {
        service: { workload: { labels: { 'mesh-traffic/service': 'backend' } } },
        callers: { prod: { rateLimit: { requests: 100, per: 'minute' } } },
      },
    });
    const afterText = editPolicyText(limited, { spec: longer });
    const { diagnostics, known } = reviewChange({
      ...input,
      beforeText: limited,
      afterText,
      files: filesOf(limited),
    });
    expect(diagnostics).toEqual([]);
    expect(known).toMatchObject([{ code: 'MT1113', path: 'spec.otherCallers.rateLimit' }]);
  });

  it('are said once, in the words of the policy', () => {
    const circuitBreaker = { maxConnections: 50, maxPendingRequests: 20 };
    const { diagnostics } = review({ callers: { prod: { circuitBreaker } } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['MT1109']);
  });
});

describe('a suppression of the policy', () => {
  const suppressions = [
    { code: 'MT2022', reason: 'reads only', owner: 'team-backend', until: '2027-03-31' },
  ];
  const callers = { staging: { retries: { attempts: 2, retryOn: ['5xx'] }, timeout: '5s' } };
  const codes = (found: Diagnostic[]) => found.map(({ code }) => code);

  it.each([
    ['holds on its last day', '2027-03-31', []],
    ['holds no more on the day after', '2027-04-01', ['MT2022']],
    ['holds where no day is known', undefined, []],
  ])('%s', (_what, today, expected) => {
    expect(codes(review({ callers, suppressions }, { today }).diagnostics)).toEqual(expected);
  });

  it('that is added cures nothing, and that is taken away brings nothing new', () => {
    const open = editPolicyText(BACKEND_POLICY, { spec: { callers } });
    const accepted = editPolicyText(open, { spec: { suppressions } });
    const change = (beforeText: string, afterText: string) =>
      reviewChange({ ...input, beforeText, afterText, files: filesOf(beforeText) });
    expect(change(open, accepted)).toMatchObject({ diagnostics: [], known: [], cured: [] });
    expect(change(accepted, open)).toMatchObject({
      diagnostics: [],
      known: [{ code: 'MT2022' }],
      cured: [],
    });
  });

  it('holds for what is found in the document too, and for no error there', () => {
    const spec = {
      service: { workload: { labels: { 'mesh-traffic/service': 'backend' } } },
      callers: { prod: { rateLimit: { requests: 100, per: 'minute' } } },
      suppressions: [{ ...suppressions[0], code: 'MT1113' }],
    };
    expect(codes(review(spec, { today: '2027-03-31' }).diagnostics)).toEqual([]);
    expect(codes(review(spec, { today: '2027-04-01' }).diagnostics)).toEqual(['MT1113']);
    const wrong = { callers: { prod: { route: { stable: 90 } } } };
    expect(
      codes(
        review({ ...wrong, suppressions: [{ ...suppressions[0], code: 'MT1020' }] }).diagnostics,
      ),
    ).toEqual(['MT1020']);
  });
});

describe('the review of a policy that holds finds nothing for want of what lies elsewhere', () => {
  /** What these say of a manifest is so, whatever else is applied. */
  const ABOUT_THE_POLICY = ['MT2022', 'MT2081', 'MT2134'];
  const cases = readdirSync(GOLDEN).filter(name =>
    existsSync(resolve(GOLDEN, name, 'policy.yaml')),
  );
  const textOf = (name: string) => readFileSync(resolve(GOLDEN, name, 'policy.yaml'), 'utf8');
  const services = cases.filter(name => parsePolicy(textOf(name)).policy);

  it.each(services)('%s', name => {
    const text = textOf(name);
    const settings = resolve(GOLDEN, name, 'options.yaml');
    const options = existsSync(settings)
      ? (load(readFileSync(settings, 'utf8')) as CompileOptions)
      : undefined;
    const after = { ...input, afterText: text, compile: options };
    const files = filesOf(text, options);
    const first = reviewChange({ ...after, beforeText: undefined, files: [] });
    const same = reviewChange({ ...after, beforeText: text, files });
    const other = reviewChange({ ...after, beforeText: `# A remark.\n${text}`, files });
    for (const { diagnostics, known } of [first, same, other]) {
      const ofManifests = [...diagnostics, ...known].filter(({ object }) => object);
      expect(ofManifests.filter(({ code }) => !ABOUT_THE_POLICY.includes(code))).toEqual([]);
    }
    expect([...same.diagnostics, ...other.diagnostics, ...same.cured, ...other.cured]).toEqual([]);
    expect(other.known).toEqual(same.known);
  });
});
