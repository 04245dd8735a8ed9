import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { GitOpsConfig } from '../config/MeshConfig';
import { readBounded } from '../readBounded';
import { withPatience } from '../withPatience';
import { ForgeError } from './ForgeError';
import { toForgeError } from './toForgeError';

const MAX_ANSWER_BYTES = 20_000_000;

interface GitHubRepositoryOptions {
  config: GitOpsConfig;
  integrations: ScmIntegrations;
  credentials?: GithubCredentialsProvider;
}

/** One repository at GitHub or GitHub Enterprise; every call has a deadline and says in words how it failed. */
export class GitHubRepository {
  static create(options: GitHubRepositoryOptions): GitHubRepository {
    const { config, integrations } = options;
    const integration = integrations.github.byUrl(config.repository);
    if (!integration?.config.apiBaseUrl) {
      throw new InputError(
        `integrations.github has no entry for the host of ${config.repository}: add one with its token or app.`,
      );
    }
    return new GitHubRepository(
      config,
      integration.config.apiBaseUrl,
      options.credentials ?? DefaultGithubCredentialsProvider.fromIntegrations(integrations),
    );
  }

  private constructor(
    readonly config: GitOpsConfig,
    private readonly apiBaseUrl: string,
    private readonly credentials: GithubCredentialsProvider,
  ) {}

  /** Asks the GraphQL API. @throws ForgeError */
  graphql<T>(query: string, variables: Record<string, unknown>): Promise<T> {
    const { owner, repo } = this.config;
    return this.call(octokit => octokit.graphql<T>(query, { owner, repo, ...variables }));
  }

  /**
   * Makes one call of the REST API.
   *
   * @param request - receives the client and the repository's coordinates
   * @throws ForgeError
   */
  async call<T>(
    request: (octokit: Octokit, repository: { owner: string; repo: string }) => Promise<T>,
  ): Promise<T> {
    const { owner, repo, repository } = this.config;
    try {
      // For an App this is a call of its own, which knows no deadline.
      const { token } = await withPatience(
        this.credentials.getCredentials({ url: repository }),
        this.config.timeoutMs,
        () => {
          throw new Error('No credentials in time.');
        },
      );
      return await request(this.#octokit(token), { owner, repo });
    } catch (error) {
      throw error instanceof ForgeError ? error : toForgeError(error, repository);
    }
  }

  #octokit(token: string | undefined): Octokit {
    const silent = () => {};
    return new Octokit({
      auth: token,
      baseUrl: this.apiBaseUrl,
      userAgent: 'mesh-traffic',
      // Octokit's own log lines would repeat upstream answers.
      log: { debug: silent, info: silent, warn: silent, error: silent },
      request: { fetch: this.#fetch },
    });
  }

  readonly #fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const signal = AbortSignal.timeout(this.config.timeoutMs);
    const response = await fetch(url, { ...init, signal });
    // Read here, so that the deadline and the bound cover the body too.
    const body = await readBounded(response, MAX_ANSWER_BYTES);
    const bodiless = response.status === 204 || response.status === 205 || response.status === 304;
    return new Response(bodiless ? null : body, {
      status: response.status,
      headers: response.headers,
    });
  };
}
