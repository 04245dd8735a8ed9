import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, removeFolders } from '../__testUtils__/folder';
import { runCommand } from '../__testUtils__/runCommand';
import { APPS, golden, POLICY } from '../__testUtils__/samples';

afterEach(removeFolders);

const NAMESPACES = ['shop', 'prod']
  .map(
    name => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: { istio-injection: enabled }
  annotations: { argocd.argoproj.io/sync-options: 'Prune=false,Delete=false' }
---
`,
  )
  .join('');

describe('lint', () => {
  it('finds nothing in what was compiled for a complete set', async () => {
    const { stdout: compiled } = await runCommand(['compile', '-'], { stdin: POLICY });
    const folder = folderWith({
      'apps.yaml': NAMESPACES + APPS,
      'mesh/policy.yaml': POLICY,
      'mesh/all.yaml': compiled,
    });
    const { code, stdout, stderr } = await runCommand(['lint', folder, '--severity', 'warning']);

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe('8 objects checked, nothing found.\n');
  });

  it('gives each finding its object, path, cause, cure and source', async () => {
    const { stdout } = await runCommand([
      'lint',
      golden('article/circuit-breaking.yaml'),
      '--json',
    ]);
    const { findings, objects, suppressed, notObjects } = JSON.parse(stdout);

    expect({ objects, suppressed, notObjects }).toEqual({
      objects: 2,
      suppressed: [],
      notObjects: [],
    });
    expect(findings).toContainEqual({
      code: 'MT2043',
      severity: 'warning',
      object: 'DestinationRule/shared-services/namespace-circuit-breaker',
      path: 'spec.trafficPolicy.outlierDetection.consecutiveErrors',
      file: golden('article/circuit-breaking.yaml'),
      line: 16,
      message: expect.any(String),
      help: expect.any(String),
      source: expect.any(String),
    });
  });

  it('reports from a severity on', async () => {
    const file = golden('article');
    const all = JSON.parse((await runCommand(['lint', file, '--json'])).stdout).findings;
    const errors = JSON.parse(
      (await runCommand(['lint', file, '--json', '--severity', 'error'])).stdout,
    ).findings;

    expect(errors.length).toBeGreaterThan(0);
    expect(errors).toEqual(
      all.filter(({ severity }: { severity: string }) => severity === 'error'),
    );
  });

  it('lets a suppression end', async () => {
    const withUntil = (until: string) => `apiVersion: networking.istio.io/v1beta1
kind: VirtualService
metadata:
  name: old
  namespace: shop
  annotations:
    mesh-traffic/suppress: |
      MT2004: { reason: moved next month, owner: team-shop, until: '${until}' }
spec: { hosts: [example.com], http: [{ route: [{ destination: { host: example.com } }] }] }
`;
    const codes = async (until: string) => {
      const { stdout } = await runCommand(['lint', '-', '--json'], { stdin: withUntil(until) });
      const { findings } = JSON.parse(stdout) as { findings: { code: string }[] };
      return findings.map(({ code }) => code);
    };

    expect(await codes('2026-06-30')).not.toContain('MT2004');
    expect(await codes('2026-05-31')).toContain('MT2004');
  });

  it('names every file that cannot be read, at once', async () => {
    const folder = folderWith({
      'a.yaml': 'a: [1',
      'b.yaml': `${'['.repeat(100_000)}`,
      'd.yaml': 'a: &x [1]\nb: [*x, *y]\n',
    });
    const missing = join(folder, 'missing');
    const { code, stdout, stderr } = await runCommand(['lint', folder, missing]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${missing}: error: There is no file or folder ${missing}.`);
    for (const name of ['a.yaml:1', 'b.yaml:1', 'd.yaml:2']) {
      expect(stderr).toContain(`${join(folder, name)}: error: `);
    }
  });

  it.each(['lint', 'expand'])('does not take nothing for clean (%s)', async command => {
    const { code, stderr } = await runCommand([command, '-'], { stdin: '# nothing\n' });

    expect(code).toBe(2);
    expect(stderr).toContain('There is no Kubernetes object in standard input.');
  });

  it('reads a file once, however often it is named', async () => {
    const folder = folderWith({ 'apps.yaml': APPS });
    symlinkSync(join(folder, 'apps.yaml'), join(folder, 'link.yaml'));
    const { stderr, stdout } = await runCommand([
      'lint',
      folder,
      join(folder, 'apps.yaml'),
      join(folder, 'link.yaml'),
    ]);

    expect(stdout).not.toContain('MT2005');
    expect(stderr).toContain('3 objects checked');
  });

  it('follows no link inside a folder, and says so', async () => {
    const outside = folderWith({ 'secret.yaml': 'a: [' });
    const folder = folderWith({ 'apps.yaml': APPS });
    symlinkSync(outside, join(folder, 'outside'));
    symlinkSync(folder, join(folder, 'loop'));
    const { code, stderr } = await runCommand(['lint', folder, '--severity', 'error']);

    expect(code).toBe(0);
    expect(stderr).toContain(`note: the symbolic link ${join(folder, 'outside')} was not followed`);
    expect(stderr).toContain(`note: the symbolic link ${join(folder, 'loop')} was not followed`);
  });

  it('passes over hidden folders and node_modules, and names what is no object', async () => {
    const folder = folderWith({
      '.git/broken.yaml': 'a: [',
      'node_modules/broken.yaml': 'a: [',
      'values.yaml': 'replicas: 1',
      'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
      'apps.yaml': APPS,
    });
    const { code, stderr } = await runCommand(['lint', folder, '--severity', 'error']);

    expect(code).toBe(0);
    expect(stderr).toContain(`note: ${join(folder, 'values.yaml')}:1 is no Kubernetes object.`);
    expect(stderr).not.toContain('kustomization');
  });

  it('leaves out what is excluded by name or path', async () => {
    const folder = folderWith({
      'charts/values.yaml': '{{ broken',
      'deep/charts/more.yaml': 'a: [',
      'one/broken.yaml': 'a: [',
      'one/apps.yaml': APPS,
      'two/broken.yaml': 'a: [',
    });
    const lintWithout = (...excluded: string[]) =>
      runCommand(['lint', folder, ...excluded.flatMap(name => ['--exclude', name])]);
    const one = join(folder, 'one', 'broken.yaml');

    const { code, stderr } = await lintWithout('charts', one, `${folder}/./two/`);
    expect(code).toBe(0);
    expect(stderr).toContain('3 objects checked');
    expect((await lintWithout('charts', one)).code).toBe(2);
  });

  it('shows how far it is on a terminal only, and clears the line', async () => {
    const quiet = await runCommand(['lint', '-'], { stdin: APPS });
    const shown = await runCommand(['lint', '-'], { stdin: APPS, terminal: true });

    expect(quiet.stderr).not.toContain('Checking');
    expect(shown.stderr).toContain('Checking 3 objects ...\r\u001b[K');
    expect(shown.stdout).toBe(quiet.stdout);
  });

  it('lets no file steer the terminal', async () => {
    const stdin = `apiVersion: networking.istio.io/v1beta1
kind: VirtualService
metadata: { name: "x\\e[31m", namespace: shop }
`;
    const { stdout } = await runCommand(['lint', '-'], { stdin });

    expect(stdout).toContain('x\\u001b[31m');
    expect(stdout).not.toContain('\u001b');
  });

  it('tells a template from broken YAML, and what to do with it', async () => {
    const folder = folderWith({
      'chart/service.yaml': 'kind: Service\nmetadata:\n  name: {{ .Values.name }}\nspec: {}\n',
    });
    const { code, stderr } = await runCommand(['lint', folder]);

    expect(code).toBe(2);
    expect(stderr).toContain('chart/service.yaml:3: error:');
    expect(stderr).toContain('is a template ({{ ... }}), and no YAML yet.');
    expect(stderr).toContain('helm template');
  });
});
