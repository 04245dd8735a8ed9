import {
  DefaultGithubCredentialsProvider,
  getGithubFileFetchUrl,
  ScmIntegrations,
} from '@backstage/integration';
import { ConfigReader } from '@backstage/config';
import { generateKeyPairSync } from 'node:crypto';
import { repo, useForge } from '../__testUtils__/useForge';

const { forge, octokit, anonymous } = useForge();

describe('accounts', () => {
  it('knows who a token belongs to', async () => {
    const { data } = await octokit('forge-kim').rest.users.getAuthenticated();
    expect(data).toMatchObject({ login: 'kim', name: 'Kim Lindqvist' });
  });

  it('refuses a token that it never gave', async () => {
    await expect(octokit('forge-nobody').rest.repos.get(repo)).rejects.toMatchObject({
      status: 401,
      response: { data: { message: 'Bad credentials' } },
    });
    await expect(anonymous().rest.users.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });

  it.each(['', '/api/v3'])(
    'serves the credentials of Backstage, with %j in its address',
    async path => {
      const url = forge().repositoryUrl;
      const integrations = ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [
              {
                host: new URL(url).host,
                apiBaseUrl: `${forge().url}${path}`,
                apps: [
                  {
                    appId: 1,
                    clientId: 'x',
                    clientSecret: 'x',
                    webhookSecret: 'x',
                    privateKey: key(),
                  },
                ],
              },
            ],
          },
        }),
      );
      const provider = DefaultGithubCredentialsProvider.fromIntegrations(integrations);
      const { token, type } = await provider.getCredentials({ url });
      expect(type).toBe('app');

      const asApp = octokit(token);
      const { data } = await asApp.rest.apps.listReposAccessibleToInstallation();
      expect(data.repositories.map(({ full_name }) => full_name)).toEqual(['acme/gitops']);
      const head = await asApp.rest.repos.getBranch({ ...repo, branch: 'main' });
      const commit = await asApp.rest.git.createCommit({
        ...repo,
        message: 'By the app',
        tree: head.data.commit.commit.tree.sha,
        parents: [head.data.commit.sha],
      });
      expect(commit.data.verification.verified).toBe(true);
      expect(commit.data.author.name).toBe('mesh-traffic[bot]');
    },
  );

  it('serves files at the address that Backstage makes of a page', async () => {
    const host = new URL(forge().url).host;
    const page = `${forge().repositoryUrl}/blob/main/README.md`;
    const api = { host, apiBaseUrl: forge().url };
    const address = getGithubFileFetchUrl(page, api, { type: 'token', token: forge().token });
    const response = await fetch(address, {
      headers: { accept: 'application/vnd.github.v3.raw', authorization: `token ${forge().token}` },
    });
    expect(await response.text()).toMatch(/^# gitops/);
  });
});

function key(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
