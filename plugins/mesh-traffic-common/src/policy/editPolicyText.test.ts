import { MergePatch } from '../diagnostic';
import { loadYaml } from '../kubernetes/loadYaml';
import { applyPolicyPatch } from './applyPolicyPatch';
import { editPolicyText } from './editPolicyText';
import { BACKEND_POLICY } from './__testUtils__/backendPolicy';

const read = (text: string) => {
  const { documents, diagnostics } = loadYaml(text);
  expect(diagnostics).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0].value;
};

/** Lines that went and came, in the order of the text. */
function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const gone = old.filter(line => !now.includes(line)).map(line => `-${line}`);
  return [...gone, ...now.filter(line => !old.includes(line)).map(line => `+${line}`)];
}

describe('changes nothing but what the patch sets', () => {
  const callers = (patch: MergePatch): MergePatch => ({ spec: { callers: patch } });
  it.each<[name: string, patch: MergePatch, changes: string[]]>([
    ['nothing', {}, []],
    ['the same value', callers({ staging: { route: { stable: 90, canary: 10 } } }), []],
    [
      'weights',
      callers({ staging: { route: { stable: 75, canary: 25 } } }),
      [
        '-    staging: { access: allow, route: { stable: 90, canary: 10 } }',
        '+    staging: { access: allow, route: { stable: 75, canary: 25 } }',
      ],
    ],
    [
      'one version less',
      callers({ staging: { route: { stable: 100 } } }),
      [
        '-    staging: { access: allow, route: { stable: 90, canary: 10 } }',
        '+    staging: { access: allow, route: { stable: 100 } }',
      ],
    ],
    [
      'a route beside a comment',
      callers({ prod: { route: { stable: 95, canary: 5 } } }),
      [
        '-      route: { stable: 100 } # agreed with team-shop',
        '+      route: { stable: 95, canary: 5 } # agreed with team-shop',
      ],
    ],
    [
      'another version in a block',
      callers({ dev: { route: { stable: 50, experimental: 50 } } }),
      ['-        experimental: 100', '+        experimental: 50', '+        stable: 50'],
    ],
    [
      'a version for another one in a block',
      callers({ dev: { route: { canary: 100 } } }),
      ['-        experimental: 100', '+        canary: 100'],
    ],
    [
      'a new field',
      callers({ prod: { retries: { attempts: 2, retryOn: ['5xx', 'reset'] } } }),
      [
        '+      retries:',
        '+        attempts: 2',
        '+        retryOn:',
        '+          - 5xx',
        '+          - reset',
      ],
    ],
    [
      'a new field in braces',
      callers({ staging: { timeout: '5s' } }),
      [
        '-    staging: { access: allow, route: { stable: 90, canary: 10 } }',
        '+    staging: { access: allow, route: { stable: 90, canary: 10 }, timeout: 5s }',
      ],
    ],
    ['a field removed', callers({ prod: { timeout: null } }), ['-      timeout: 10s']],
    [
      'a caller removed',
      callers({ staging: null }),
      ['-    staging: { access: allow, route: { stable: 90, canary: 10 } }'],
    ],
    [
      'a new caller',
      callers({ 'tenant-a': { access: 'deny' } }),
      ['+    tenant-a:', '+      access: deny'],
    ],
    [
      'text that looks like something else',
      callers({ prod: { purpose: 'yes' } }),
      ["+      purpose: 'yes'"],
    ],
    [
      'a list',
      { spec: { service: { ports: [{ name: 'http', number: 80, protocol: 'http' }] } } },
      [
        '-    ports: [{ name: http, number: 5678, protocol: http }]',
        '+    ports: [{ name: http, number: 80, protocol: http }]',
      ],
    ],
  ])('%s', (_name, patch, changes) => {
    const edited = editPolicyText(BACKEND_POLICY, patch);
    expect(changedLines(BACKEND_POLICY, edited)).toEqual(changes);
    expect(read(edited)).toEqual(applyPolicyPatch(read(BACKEND_POLICY), patch));
  });

  it('keeps Windows line ends', () => {
    const text = BACKEND_POLICY.replace(/\n/g, '\r\n');
    const edited = editPolicyText(text, callers({ prod: { timeout: '5s' } }));
    expect(edited).toBe(text.replace('timeout: 10s', 'timeout: 5s'));
  });

  it('keeps remarks when a text of several lines comes before them', () => {
    const text = 'a:\n  - x # a remark\nb: 1 # another\n';
    const edited = editPolicyText(text, { a: { c: 'x\ny' } });
    expect(edited).toBe('a:\n  c: |-\n    x\n    y\n # a remark\nb: 1 # another\n');
    expect(read(edited)).toEqual({ a: { c: 'x\ny' }, b: 1 });
  });

  it('writes a value out where it was a reference', () => {
    const text = 'a: &x { k: 1 } # anchor\nb: *x\n';
    const edited = editPolicyText(text, { b: { k: 2 } });
    expect(read(edited)).toEqual({ a: { k: 1 }, b: { k: 2 } });
    expect(edited).toContain('# anchor');
  });

  it.each([
    ['explicit keys', '? a\n: 1\n? b\n: 2\n', { a: 5, c: 1 }],
    ['a compact list', 'l:\n- a: 1\n  b: 2\n- c: 3\n', { l: [{ b: 2 }, { c: 4 }] }],
    ['a literal at the end', 'a: |\n  x\n  y\n\n', { b: 1 }],
    ['a literal that is kept', 'a: |+\n  x\n\nb: 1\n', { b: 2, c: 3 }],
    ['no line end', 'a: 1', { b: { c: 1 } }],
    ['empty values', 'a:\nb: # c\n', { a: { x: 1 }, b: 2 }],
    ['an empty mapping', 'a: {}\n', { a: { x: 1 } }],
    ['a mapping that becomes empty', 'a:\n  x: 1\nb: 1\n', { a: { x: null } }],
    ['merge keys', 'a: &x {k: 1}\nb:\n  <<: *x\n  l: 1\n', { b: { k: 5 } }],
    ['a document between markers', '---\na: 1\n...\n', { a: 2, b: 1 }],
    ['trailing commas', 'a: { x: 1, y: 2, }\n', { a: { y: null, z: 1 } }],
    ['flow over several lines', 'a: {\n  x: 1, # one\n  y: 2 # two\n  }\n', { a: { y: 3, z: 4 } }],
    ['everything replaced', 'a: 1\n', { a: null, b: 2 }],
  ])('reads back right with %s', (_name, text, patch) => {
    const edited = editPolicyText(text, patch);
    expect(read(edited)).toEqual(applyPolicyPatch(read(text), patch));
  });

  it.each(['', 'a: 1\n---\nb: 1\n', 'a: ['])('refuses to edit %j', text =>
    expect(() => editPolicyText(text, { a: 1 })).toThrow(/cannot be edited/),
  );
});
