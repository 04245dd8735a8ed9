import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadYaml } from 'backstage-plugin-mesh-traffic-common';
import { contentOf, folderWith, removeFolders } from '../__testUtils__/folder';
import { runCommand } from '../__testUtils__/runCommand';
import { POLICY } from '../__testUtils__/samples';

afterEach(removeFolders);

const BROKEN = POLICY.replace('canary: 10', 'canary: 20');
const LIMITED = POLICY.replace(
  'access: allow, route: { stable: 90',
  'access: allow, rateLimit: { requests: 5, per: minute }, route: { stable: 90',
).replace('protocol: http }]', 'protocol: http }]\n    workload: { labels: { app: backend } }');
const NAMESPACE = `apiVersion: mesh-traffic/v1alpha1
kind: NamespacePolicy
metadata: { name: shop }
spec: { mtls: STRICT }
`;

describe('compile', () => {
  it('writes one YAML stream for files, folders and standard input', async () => {
    const folder = folderWith({
      'shop/routing-policy.yaml': POLICY,
      'shop/values.yaml': 'a: 1',
      'namespace.yml': NAMESPACE,
    });
    const fromFolder = await runCommand(['compile', folder]);
    const fromStdin = await runCommand(['compile', '-'], { stdin: `${NAMESPACE}---\n${POLICY}` });

    expect(fromFolder).toEqual({ code: 0, stdout: fromStdin.stdout, stderr: '' });
    const kinds = loadYaml(fromFolder.stdout).documents.map(
      ({ value }) => (value as { kind: string }).kind,
    );
    expect(kinds).toEqual(['PeerAuthentication', 'DestinationRule', 'VirtualService']);
  });

  it('names the line and the cure of a mistake, and writes nothing', async () => {
    const root = folderWith({ 'one.yaml': BROKEN, 'two.yaml': POLICY.replace('backend', 'web') });
    const out = join(root, 'out');
    const { code, stdout, stderr } = await runCommand(['compile', root, '--out', out]);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/one\.yaml:13: error: .*110.* \[MT1020 spec\.callers\.prod\.route\]/);
    expect(stderr).toMatch(/ {4}cure: \S/);
    expect(Object.keys(contentOf(root)).sort()).toEqual(['one.yaml', 'two.yaml']);
  });

  it('answers in JSON', async () => {
    const good = JSON.parse(
      (await runCommand(['compile', '-', '--json'], { stdin: POLICY })).stdout,
    );
    const bad = JSON.parse(
      (await runCommand(['compile', '-', '--json'], { stdin: BROKEN })).stdout,
    );

    expect(good).toEqual({
      manifests: [
        expect.objectContaining({ kind: 'DestinationRule' }),
        expect.objectContaining({ kind: 'VirtualService' }),
      ],
      diagnostics: [],
    });
    expect(bad).toMatchObject({
      manifests: [],
      diagnostics: [{ code: 'MT1020', severity: 'error', file: '<stdin>', line: 13 }],
    });
  });

  it('hands the mesh options on', async () => {
    const argv = ['compile', '-', '--trust-domain', 'corp.example'];
    const { stdout } = await runCommand(argv, { stdin: LIMITED });
    const ambient = await runCommand(['compile', '-', '--dataplane', 'ambient'], { stdin: POLICY });

    expect(stdout).toContain('spiffe://corp.example/ns/prod/');
    expect(ambient.code).toBe(1);
    expect(ambient.stderr).toMatch(/ambient/);
  });

  it('exits with 2 where there is no policy', async () => {
    const { code, stderr } = await runCommand(['compile', '-'], { stdin: 'kind: Service' });

    expect(code).toBe(2);
    expect(stderr).toContain('There is no RoutingPolicy or NamespacePolicy in standard input.');
  });

  it('refuses two policies of one service', async () => {
    const root = folderWith({ 'a.yaml': POLICY, 'b.yaml': POLICY });
    const { code, stderr } = await runCommand(['compile', root]);

    expect(code).toBe(1);
    expect(stderr).toContain(`shop/backend has a policy already, in ${root}/a.yaml.`);
  });
});

describe('compile --out', () => {
  const compileInto = (root: string, policy = POLICY) =>
    runCommand(['compile', '-', '--out', join(root, 'out')], { stdin: policy });

  it('writes the folder of each policy, and nothing else', async () => {
    const root = folderWith({ 'beside.yaml': 'untouched' });
    const first = await compileInto(root);
    const again = await compileInto(root);

    expect(first.code).toBe(0);
    expect(first.stdout).toContain('3 files written, 0 removed, 0 unchanged.');
    expect(again.stdout).toBe('0 files written, 0 removed, 3 unchanged.\n');
    expect(Object.keys(contentOf(root)).sort()).toEqual([
      'beside.yaml',
      'out/shop/backend/destination-rule.yaml',
      'out/shop/backend/kustomization.yaml',
      'out/shop/backend/virtual-service.yaml',
    ]);
  });

  it('removes what the policy no longer comes to, and leaves the files of others', async () => {
    const root = folderWith({ 'out/shop/backend/notes.yaml': 'mine: true' });
    await compileInto(root, LIMITED);
    const before = Object.keys(contentOf(root));
    const { stdout } = await compileInto(root);

    expect(before).toContain('out/shop/backend/envoy-filter-backend.rate-limit.yaml');
    expect(stdout).toContain('removed ');
    expect(Object.keys(contentOf(root))).toContain('out/shop/backend/notes.yaml');
    expect(Object.keys(contentOf(root))).not.toContain(
      'out/shop/backend/envoy-filter-backend.rate-limit.yaml',
    );
  });

  it.each([
    ['edited by hand', (text: string) => `${text}# mine\n`, 'was edited by hand'],
    ['of somebody else', () => 'kind: VirtualService\n', 'was not made by mesh-traffic'],
  ])('writes nothing over a file %s', async (_, edit, sentence) => {
    const root = folderWith();
    await compileInto(root);
    const file = join(root, 'out/shop/backend/virtual-service.yaml');
    writeFileSync(file, edit(contentOf(root)['out/shop/backend/virtual-service.yaml']));
    const before = contentOf(root);
    const { code, stderr } = await compileInto(
      root,
      POLICY.replace('90', '80').replace('10', '20'),
    );

    expect(code).toBe(1);
    expect(stderr).toContain(`${file} ${sentence}.`);
    expect(contentOf(root)).toEqual(before);
  });

  it.each(['shop', 'shop/backend', 'shop/backend/virtual-service.yaml'])(
    'follows no link at %s',
    async path => {
      const root = folderWith({ 'elsewhere/backend/keep.txt': 'keep' });
      mkdirSync(join(root, 'out', path, '..'), { recursive: true });
      symlinkSync(join(root, 'elsewhere'), join(root, 'out', path));
      const { code, stderr } = await compileInto(root);

      expect(code).toBe(1);
      expect(stderr).toContain(join(root, 'out', path));
      expect(Object.keys(contentOf(root))).toEqual(['elsewhere/backend/keep.txt']);
    },
  );

  it('exits with 2 where it cannot write', async () => {
    const root = folderWith({ out: 'a file' });
    const { code, stderr } = await compileInto(root);

    expect(code).toBe(2);
    expect(stderr).toContain(`${join(root, 'out')}`);
    expect(stderr).toContain('cannot be used (ENOTDIR)');
  });
});
