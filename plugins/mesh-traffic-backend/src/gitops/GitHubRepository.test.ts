import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GitHubRepository } from './GitHubRepository';

const config = {
  repository: 'https://github.com/acme/gitops',
  owner: 'acme',
  repo: 'gitops',
  branch: 'main',
  path: 'mesh',
  timeoutMs: 20,
  writableNamespaces: [],
  labels: [],
  reviewers: [],
  teamReviewers: [],
};

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({ integrations: { github: [{ host: 'github.com' }] } }),
);

describe('GitHubRepository', () => {
  it('does not wait for credentials without end', async () => {
    const repository = GitHubRepository.create({
      config,
      integrations,
      credentials: { getCredentials: () => new Promise(() => {}) },
    });
    await expect(repository.call(async () => 'answer')).rejects.toThrow(
      'The GitOps repository https://github.com/acme/gitops did not answer in time. Try again in a moment.',
    );
  });

  it('says what to configure for a host that is not integrated', () => {
    const elsewhere = { ...config, repository: 'https://git.example.com/acme/gitops' };
    expect(() => GitHubRepository.create({ config: elsewhere, integrations })).toThrow(
      'integrations.github has no entry for the host of https://git.example.com/acme/gitops',
    );
  });
});
