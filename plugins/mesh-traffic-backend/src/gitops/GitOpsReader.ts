import {
  policyFolder,
  proposalBranchPrefix,
  ServiceRef,
} from 'backstage-plugin-mesh-traffic-common';
import { LRUCache } from 'lru-cache';
import { SharedAnswers } from '../SharedAnswers';
import { ForgeError } from './ForgeError';
import { GitHubRepository } from './GitHubRepository';
import { missingBranch } from './missingBranch';
import { EarlierBlob, POLICY_QUERY, PolicyQueryResult } from './policyQuery';
import { POLICY_FILE, RepositoryFile, RepositoryState } from './RepositoryState';
import { toRepositoryState } from './toRepositoryState';

const FRESH_MS = 5_000;
const FAILURE_MS = 5_000;

/** How the commit `head` stands to `base`. */
export interface Comparison {
  aheadBy: number;
  behindBy: number;
  /** Commit from which both come. */
  mergeBase: string;
  /** Paths that differ from there to `head`; GitHub names no more than 300. */
  paths: string[];
}

/** Reads policies from the GitOps repository of one mesh. */
export class GitOpsReader {
  readonly #answers = new SharedAnswers<RepositoryState>({
    maxEntries: 500,
    maxBytes: 50_000_000,
    sizeOf,
    freshMs: FRESH_MS,
    failureMs: FAILURE_MS,
  });

  /** Documents by commit and path: these never change. */
  readonly #earlier = new LRUCache<string, { file?: RepositoryFile }>({
    max: 500,
    maxSize: 20_000_000,
    sizeCalculation: ({ file }) => (file?.content.length ?? 0) + 200,
  });

  /** What branches of proposals held, by head commit: a preview comes with every edit in the form. */
  readonly #proposed = new LRUCache<string, RepositoryState>({
    max: 200,
    maxSize: 20_000_000,
    sizeCalculation: sizeOf,
  });

  readonly #comparisons = new LRUCache<string, Comparison>({ max: 500 });

  constructor(private readonly repository: GitHubRepository) {}

  /** The policy at the head of the deployed branch; shared between readers for a few seconds. */
  async readShared(ref: ServiceRef): Promise<RepositoryState> {
    const { branch } = this.repository.config;
    const { value } = await this.#answers.get(keyOf(ref), () => this.#read(ref, branch));
    return value;
  }

  /**
   * Like {@link readShared}, asked anew. One GraphQL call.
   *
   * @param earlier - a commit whose document is taken along, so that {@link readPolicyAt} need not ask
   */
  async read(ref: ServiceRef, earlier?: string): Promise<RepositoryState> {
    const state = await this.#read(ref, this.repository.config.branch, earlier);
    this.#answers.put(keyOf(ref), state);
    return state;
  }

  /**
   * The policy as it stands on the branch of a proposal. At most one GraphQL call.
   *
   * @param head - the branch's head as it was read last
   */
  async readBranch(ref: ServiceRef, branch: string, head: string): Promise<RepositoryState> {
    const known = this.#proposed.get(`${head} ${keyOf(ref)}`);
    if (known) return known;
    const state = await this.#read(ref, branch);
    this.#proposed.set(`${state.commit} ${keyOf(ref)}`, state);
    return state;
  }

  /** How two commits stand to each other. At most one REST call. */
  async compare(base: string, head: string): Promise<Comparison> {
    const basehead = `${base}...${head}`;
    const known = this.#comparisons.get(basehead);
    if (known) return known;
    const { data } = await this.repository.call((octokit, repository) =>
      octokit.rest.repos.compareCommitsWithBasehead({ ...repository, basehead }),
    );
    const comparison = {
      aheadBy: data.ahead_by,
      behindBy: data.behind_by,
      mergeBase: data.merge_base_commit.sha,
      paths: (data.files ?? []).map(file => file.filename),
    };
    this.#comparisons.set(basehead, comparison);
    return comparison;
  }

  /** The source document as it was at a commit; undefined when there was none. At most one REST call. */
  async readPolicyAt(ref: ServiceRef, commit: string): Promise<RepositoryFile | undefined> {
    const key = this.#earlierKey(ref, commit);
    const known = this.#earlier.get(key);
    if (known) return known.file;
    const file = await this.#readPolicyAt(ref, commit);
    this.#earlier.set(key, { file });
    return file;
  }

  /** Folder of a policy in the repository. */
  folder(ref: ServiceRef): string {
    return policyFolder(this.repository.config.path, ref);
  }

  /** To be called after a write, so that the writer sees it. */
  forget(ref: ServiceRef) {
    this.#answers.forget(keyOf(ref));
  }

  /** What GitHub shortened, or takes for no text, is left to be read by itself. */
  #keepEarlier(ref: ServiceRef, commit: string, blob: EarlierBlob | undefined) {
    if (!blob?.oid || typeof blob.text !== 'string' || blob.isTruncated) return;
    const file = { name: POLICY_FILE, blob: blob.oid, content: blob.text };
    this.#earlier.set(this.#earlierKey(ref, commit), { file });
  }

  #earlierKey(ref: ServiceRef, commit: string): string {
    return `${commit}:${this.folder(ref)}/${POLICY_FILE}`;
  }

  async #readPolicyAt(ref: ServiceRef, commit: string): Promise<RepositoryFile | undefined> {
    const path = `${this.folder(ref)}/${POLICY_FILE}`;
    try {
      const { data } = await this.repository.call((octokit, repository) =>
        octokit.rest.repos.getContent({ ...repository, path, ref: commit }),
      );
      if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return undefined;
      const content = Buffer.from(data.content, 'base64').toString('utf8');
      return { name: POLICY_FILE, blob: data.sha, content };
    } catch (error) {
      if (error instanceof ForgeError && error.failure.status === 404) return undefined;
      throw error;
    }
  }

  async #read(ref: ServiceRef, branch: string, earlier?: string): Promise<RepositoryState> {
    const folder = this.folder(ref);
    const branchPrefix = proposalBranchPrefix(ref);
    const { repository } = await this.repository.graphql<PolicyQueryResult>(POLICY_QUERY, {
      branch: `refs/heads/${branch}`,
      path: folder,
      prefix: `refs/heads/${branchPrefix}`,
      earlier: earlier === undefined ? '' : this.#earlierKey(ref, earlier),
      withEarlier: earlier !== undefined,
    });
    if (!repository?.ref) throw missingBranch(this.repository.config, branch);
    if (earlier !== undefined) this.#keepEarlier(ref, earlier, repository.earlier);
    return toRepositoryState({
      commit: repository.ref.target,
      refs: repository.refs.nodes,
      folder,
      branchPrefix,
      baseBranch: this.repository.config.branch,
    });
  }
}

function sizeOf({ files, branches }: RepositoryState): number {
  const texts = [...files.map(({ content }) => content), ...branches.map(({ body = '' }) => body)];
  return texts.reduce((bytes, text) => bytes + text.length, 2000);
}

function keyOf(ref: ServiceRef): string {
  return `${ref.mesh}/${ref.namespace}/${ref.service}`;
}
