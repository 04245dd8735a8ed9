import { applyPolicyPatch } from './applyPolicyPatch';
import { parsePolicy } from './parsePolicy';
import { BACKEND_POLICY } from './__testUtils__/backendPolicy';

const edit = (from: string, to: string) => {
  expect(BACKEND_POLICY).toContain(from);
  return BACKEND_POLICY.replace(from, to);
};

it('reads a policy and fills in defaults', () => {
  const { policy, diagnostics } = parsePolicy(BACKEND_POLICY);
  expect(diagnostics).toEqual([]);
  expect(policy?.spec.callers.staging.route).toEqual({ stable: 90, canary: 10 });
  const { callers, ...rest } = (
    parsePolicy(BACKEND_POLICY).document as { spec: Record<string, unknown> }
  ).spec;
  expect(callers).toBeDefined();
  const bare = { ...(parsePolicy(BACKEND_POLICY).document as object), spec: rest };
  expect(parsePolicy(bare).policy?.spec.callers).toEqual({});
});

describe('says what is wrong, where, on which line, and what to do', () => {
  it.each<[name: string, text: string, path: string, line: number, message: string, help: RegExp]>([
    ['nothing', '', '', 1, 'The file is empty.', /Write a routing policy/],
    [
      'two documents',
      `${BACKEND_POLICY}---\na: 1\n`,
      '',
      34,
      'The file holds more than one document.',
      /one routing policy per file/,
    ],
    ['a list', '- a\n- b\n', '', 1, 'This is no routing policy.', /apiVersion: mesh-traffic/],
    [
      'another kind',
      edit('kind: RoutingPolicy', 'kind: VirtualService'),
      'kind',
      4,
      'This is no routing policy.',
      /kind: RoutingPolicy/,
    ],
    [
      'another version',
      edit('v1alpha1', 'v9'),
      'apiVersion',
      3,
      'This version of the document is not known here.',
      /v1alpha1/,
    ],
    [
      'no YAML',
      edit('  name: backend', '\tname: backend'),
      '',
      6,
      'This line is indented with a tab.',
      /spaces/,
    ],
    [
      'weights of 90',
      edit('stable: 90, canary: 10', 'stable: 80, canary: 10'),
      'spec.callers.staging.route',
      23,
      'staging adds up to 90 %.',
      /add up to 100/,
    ],
    [
      'weights of 110',
      edit('stable: 90, canary: 10', 'stable: 100, canary: 10'),
      'spec.callers.staging.route',
      23,
      'staging adds up to 110 %.',
      /add up to 100/,
    ],
    [
      'no weights',
      edit('{ stable: 90, canary: 10 }', '{}'),
      'spec.callers.staging.route',
      23,
      'staging names no version.',
      /share/,
    ],
    [
      'others that do not add up',
      edit('route: { stable: 100 } }', 'route: { stable: 99 } }'),
      'spec.otherCallers.route',
      31,
      'The rule for all other callers adds up to 99 %.',
      /100/,
    ],
    [
      'an unknown version',
      edit('canary: 10 }', 'canry: 10 }'),
      'spec.callers.staging.route.canry',
      23,
      'staging sends calls to "canry", which is no version of this service.',
      /stable, canary, experimental/,
    ],
    [
      'an unknown field',
      edit('timeout: 10s', 'time_out: 10s'),
      'spec.callers.prod.time_out',
      22,
      '"time_out" is no field of spec.callers.prod.',
      /Did you mean "timeout"/,
    ],
    [
      'a weight as text',
      edit('canary: 10 }', 'canary: "10" }'),
      'spec.callers.staging.route.canary',
      23,
      '"canary" must be a number, not "10".',
      /./,
    ],
    [
      'a broken weight',
      edit('stable: 90, canary: 10', 'stable: 89.5, canary: 10.5'),
      'spec.callers.staging.route.stable',
      23,
      '"stable" must be a whole number, not 89.5.',
      /./,
    ],
    [
      'a negative weight',
      edit('stable: 90, canary: 10', 'stable: 110, canary: -10'),
      'spec.callers.staging.route.canary',
      23,
      '"canary" is -10; it must be at least 0.',
      /./,
    ],
    [
      'an unknown word',
      edit('access: allow\n      route: { stable', 'access: alow\n      route: { stable'),
      'spec.callers.prod.access',
      20,
      '"access" is "alow", which is not allowed here.',
      /one of allow, deny/,
    ],
    [
      'a number as name',
      edit('name: backend', 'name: 5'),
      'metadata.name',
      6,
      '"name" must be a text, not 5.',
      /quotes/,
    ],
    [
      'an empty field',
      edit('route: { stable: 100 } # agreed', 'route: # agreed'),
      'spec.callers.prod.route',
      21,
      '"route" must be a mapping of names, not empty.',
      /./,
    ],
    [
      'a missing field',
      edit('  otherCallers: { access: allow, route: { stable: 100 } }\n', ''),
      'spec.otherCallers',
      9,
      '"otherCallers" is missing.',
      /Add spec.otherCallers/,
    ],
    [
      'capitals',
      edit('    dev:', '    Dev:'),
      'spec.callers.Dev',
      24,
      '"Dev" is no name that a namespace can have: it has capital letters.',
      /a-z, 0-9/,
    ],
    [
      'a star',
      edit('    dev:', '    "*":'),
      'spec.callers["*"]',
      24,
      '"*" is no name that a namespace can have: it has characters other than a-z, 0-9 and "-".',
      /spec.otherCallers/,
    ],
    [
      'a bad namespace',
      edit('namespace: shared-services', 'namespace: shared_services'),
      'metadata.namespace',
      7,
      '"shared_services" is no name that a namespace can have: it has characters other than a-z, 0-9 and "-".',
      /a-z/,
    ],
    [
      'a duration without unit',
      edit('timeout: 10s', 'timeout: "10"'),
      'spec.callers.prod.timeout',
      22,
      'This is no length of time above zero.',
      /10s/,
    ],
    [
      'no ports',
      edit('ports: [{ name: http, number: 5678, protocol: http }]', 'ports: []'),
      'spec.service.ports',
      11,
      '"ports" is empty.',
      /./,
    ],
  ])('%s', (_name, text, path, line, message, help) => {
    const { policy, diagnostics } = parsePolicy(text);
    expect(policy).toBeUndefined();
    const found = diagnostics.find(
      diagnostic => diagnostic.path === path && diagnostic.message === message,
    );
    expect(found ?? diagnostics).toMatchObject({ path, message, line, severity: 'error' });
    expect(found?.help).toMatch(help);
  });

  it('all mistakes at once, none in the words of the validator', () => {
    const text = edit('canary: 10 }', 'canry: 10 }')
      .replace('timeout: 10s', 'time_out: 10')
      .replace('    dev:', '    Dev:')
      .replace('number: 5678', 'number: x');
    const { diagnostics } = parsePolicy(text);
    expect(diagnostics.map(({ line }) => line).sort()).toEqual([11, 22, 23, 24]);
    for (const { message, help } of diagnostics) {
      expect(`${message} ${help}`).not.toMatch(
        /Invalid|expected|received|Unrecognized|undefined|NaN/,
      );
      expect(message).toMatch(/\.$/);
    }
  });
});

describe('offers cures that cure', () => {
  it.each<[name: string, text: string, labels: string[]]>([
    [
      'weights of 90',
      edit('stable: 90, canary: 10', 'stable: 80, canary: 10'),
      ['Give 10 % to stable', 'Give 10 % to canary'],
    ],
    [
      'weights of 110',
      edit('stable: 90, canary: 10', 'stable: 90, canary: 20'),
      ['Take 10 % from stable', 'Take 10 % from canary'],
    ],
    ['a mistyped version', edit('canary: 10 }', 'canry: 10 }'), ['Use canary']],
    [
      'a mistyped field',
      edit('timeout: 10s', 'timeot: 10s'),
      ['Rename to timeout', 'Remove timeot'],
    ],
    ['a field of nothing', edit('timeout: 10s', 'colour: red'), ['Remove colour']],
    [
      'a mistyped word',
      edit('access: allow\n      route: { stable', 'access: alow\n      route: { stable'),
      ['Use allow'],
    ],
    ['capitals', edit('    dev:', '    Dev_Team:'), ['Rename to dev-team']],
  ])('%s', (_name, text, labels) => {
    const { diagnostics, document } = parsePolicy(text);
    const cures = diagnostics.flatMap(diagnostic => diagnostic.cures ?? []);
    expect(cures.map(({ label }) => label)).toEqual(labels);
    for (const { patch } of cures) {
      expect(parsePolicy(applyPolicyPatch(document, patch)).diagnostics).toEqual([]);
    }
  });

  it('without losing what stands beside the mistake', () => {
    const breaker = 'circuitBreaker: { maxConections: 5, maxRequests: 7 }';
    const { diagnostics, document } = parsePolicy(edit('timeout: 10s', breaker));
    const [rename] = diagnostics[0].cures ?? [];
    expect(rename.label).toBe('Rename to maxConnections');
    const { policy } = parsePolicy(applyPolicyPatch(document, rename.patch));
    expect(policy?.spec.callers.prod.circuitBreaker).toEqual({ maxConnections: 5, maxRequests: 7 });
  });

  it('also inside lists', () => {
    const document = parsePolicy(BACKEND_POLICY).document as { spec: object };
    const routes = [
      { name: 'a', match: { path: { prefix: '/a' } }, route: { stable: 60 } },
      { name: 'b', match: { path: { prefix: '/b' } }, route: { stable: 100 } },
    ];
    const broken = { ...document, spec: { ...document.spec, routes } };
    const { diagnostics } = parsePolicy(broken);
    expect(diagnostics).toMatchObject([
      { path: 'spec.routes.0.route', message: 'The route "a" adds up to 60 %.' },
    ]);
    const [cure] = diagnostics[0].cures ?? [];
    const cured = applyPolicyPatch(broken, cure.patch);
    expect(parsePolicy(cured).policy?.spec.routes.map(({ name, route }) => [name, route])).toEqual([
      ['a', { stable: 100 }],
      ['b', { stable: 100 }],
    ]);
  });
});

it('says why a limit of 0 % on ejections does not hold', () => {
  const outlierDetection = { maxEjectionPercent: 0 };
  const document = applyPolicyPatch(parsePolicy(BACKEND_POLICY).document, {
    spec: { callers: { prod: { circuitBreaker: { outlierDetection } } } },
  });
  expect(parsePolicy(document).diagnostics).toContainEqual(
    expect.objectContaining({
      path: 'spec.callers.prod.circuitBreaker.outlierDetection.maxEjectionPercent',
      message: 'Istio takes no 0 here: up to 10 % of the pods would be ejected.',
    }),
  );
});
