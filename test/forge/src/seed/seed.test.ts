import { inspectFile, loadYaml, Manifest, parsePolicy } from 'backstage-plugin-mesh-traffic-common';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startForge } from '../startForge';
import { useForge } from '../__testUtils__/useForge';
import { history } from './history';

const { forge, octokit } = useForge();
const files = new Map(history().flatMap(step => Object.entries(step.files)));
const manifests = [...files]
  .filter(([path]) => path.startsWith('apps/'))
  .flatMap(([, text]) => loadYaml(text).documents.map(document => document.value as Manifest));

const textOf = (path: string) => files.get(path) ?? '';

describe('the demo repository', () => {
  it.each(['backend', 'api'])('has a policy of %s without findings, and its files', service => {
    const folder = `mesh/shared-services/${service}`;
    const { policy, diagnostics } = parsePolicy(textOf(`${folder}/routing-policy.yaml`));
    expect(diagnostics).toEqual([]);
    expect(Object.keys(policy?.spec.callers ?? {})).toEqual(['prod', 'staging', 'dev', 'tenant-a']);
    const generated = [...files].filter(
      ([path]) => path.startsWith(folder) && !path.endsWith('routing-policy.yaml'),
    );
    expect(generated.map(([path]) => path.split('/').pop())).toEqual(
      expect.arrayContaining([
        'kustomization.yaml',
        'virtual-service.yaml',
        'destination-rule.yaml',
      ]),
    );
    for (const [, content] of generated) {
      expect(inspectFile(content)).toMatchObject({ ours: true, edited: false, outdated: false });
    }
  });

  it('has payments, which Flagger rolls out, with a policy without findings', () => {
    const folder = 'mesh/shared-services/payments';
    const { policy, diagnostics } = parsePolicy(textOf(`${folder}/routing-policy.yaml`));
    expect(diagnostics).toEqual([]);
    expect(policy?.spec.rollout?.rings.everybody).toMatchObject({
      workload: { name: 'payments' },
    });
    expect(textOf(`${folder}/canary.yaml`)).toContain('kind: Canary');
    const target = manifests.find(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'payments',
    );
    expect(target?.spec).toMatchObject({
      template: { metadata: { labels: { app: 'payments', 'mesh-traffic/service': 'payments' } } },
    });
  });

  it('splits staging of the backend as the article does', () => {
    const { policy } = parsePolicy(textOf('mesh/shared-services/backend/routing-policy.yaml'));
    expect(policy?.spec.callers).toMatchObject({
      prod: { route: { stable: 100 } },
      staging: { route: { stable: 90, canary: 10 } },
      dev: { route: { experimental: 100 } },
    });
    expect(policy?.spec.otherCallers).toMatchObject({ route: { stable: 100 } });
  });

  it('runs three stable pods of the backend and one of each other version', () => {
    const backends = manifests.filter(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name.startsWith('backend-'),
    );
    expect(backends.map(({ metadata, spec }) => [metadata.name, spec?.replicas])).toEqual([
      ['backend-stable', 3],
      ['backend-canary', 1],
      ['backend-experimental', 1],
    ]);
  });

  it('has web without a policy, and every namespace that something runs in', () => {
    expect([...files.keys()].some(path => path.startsWith('mesh/shared-services/web'))).toBe(false);
    expect(manifests.some(m => m.kind === 'Service' && m.metadata.name === 'web')).toBe(true);
    const namespaces = manifests.filter(m => m.kind === 'Namespace').map(m => m.metadata.name);
    const used = manifests.flatMap(m => m.metadata.namespace ?? []);
    expect(namespaces).toEqual(expect.arrayContaining([...new Set(used)]));
  });

  it('has a past by several people, the last change two days ago', async () => {
    const { data } = await octokit().rest.repos.listCommits({ owner: 'acme', repo: 'gitops' });
    const authors = new Set(data.map(({ author }) => author?.login));
    expect(authors).toEqual(new Set(['ana', 'kim', 'pat']));
    const age = Date.now() - Date.parse(data[0].commit.committer?.date ?? '');
    expect(Math.round(age / 86_400_000)).toBe(2);
    const pulls = await octokit().rest.pulls.list({
      owner: 'acme',
      repo: 'gitops',
      state: 'closed',
    });
    expect(pulls.data.map(pull => pull.merged_at !== null)).toEqual([true, true, true]);
  });

  it('is not sown twice into a folder that is kept', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'forge-kept-'));
    const first = await startForge({ directory });
    const commit = await first.commit({ files: { 'kept.txt': 'x' } });
    await first.close();
    const second = await startForge({ directory });
    const response = await fetch(`${second.url}/repos/acme/gitops/commits/main`);
    expect(await response.json()).toMatchObject({ sha: commit });
    await second.close();
    await rm(directory, { recursive: true });
  });

  it('is removed at the end when its folder was temporary', async () => {
    const temporary = await startForge({ seed: false });
    expect(existsSync(temporary.repositoryPath)).toBe(true);
    await temporary.close();
    expect(existsSync(temporary.repositoryPath)).toBe(false);
    expect(forge().repositoryPath).not.toBe(temporary.repositoryPath);
  });
});
