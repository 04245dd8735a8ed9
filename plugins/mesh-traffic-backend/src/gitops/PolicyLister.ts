import {
  CompileOptions,
  parsePolicy,
  PolicySummary,
  proposalBranchesOfMesh,
  proposalBranchPrefix,
  reviewChange,
  ServiceRef,
} from 'backstage-plugin-mesh-traffic-common';
import { LRUCache } from 'lru-cache';
import { SharedAnswers } from '../SharedAnswers';
import { today } from '../today';
import { GitHubRepository } from './GitHubRepository';
import { FolderNode, LIST_QUERY, ListQueryResult, MAX_BRANCH_PAGES } from './listQuery';
import { missingBranch } from './missingBranch';
import { EntryNode } from './policyQuery';
import { POLICY_FILE } from './RepositoryState';

/** A policy as the repository has it, before it is known who may see it. */
export type ListedPolicy = Omit<PolicySummary, 'entityRef'>;

/** What a folder says by itself. */
type FolderSummary = Omit<ListedPolicy, 'openPullRequests'>;

/** The policies of a repository, and what of them could not be read: one sentence each. */
export interface PolicyListing {
  policies: ListedPolicy[];
  problems: string[];
}

const FRESH_MS = 5_000;
const ONLY = 'all';

/** Lists the policies of one mesh's repository; readers share an answer for a few seconds. */
export class PolicyLister {
  readonly #answers = new SharedAnswers<PolicyListing>({
    maxEntries: 1,
    maxBytes: 50_000_000,
    sizeOf: ({ policies }) => 500 * policies.length,
    freshMs: FRESH_MS,
    failureMs: FRESH_MS,
  });

  /** By the blobs of a folder and the day: most folders are as they were, and need not be compiled again. */
  readonly #folders = new LRUCache<string, FolderSummary>({ max: 5_000 });

  constructor(
    private readonly repository: GitHubRepository,
    private readonly mesh: string,
    private readonly compile: CompileOptions,
  ) {}

  /** One GraphQL call, and one more for each further hundred of open proposals. */
  async list(): Promise<PolicyListing> {
    const { value } = await this.#answers.get(ONLY, () => this.#read());
    return value;
  }

  /** To be called after a write, so that the writer sees it. */
  forget() {
    this.#answers.forget(ONLY);
  }

  async #read(): Promise<PolicyListing> {
    const { branch, path } = this.repository.config;
    const prefix = proposalBranchesOfMesh(this.mesh);
    const variables = { branch: `refs/heads/${branch}`, path, prefix: `refs/heads/${prefix}` };
    const ask = (after?: string) =>
      this.repository.graphql<ListQueryResult>(LIST_QUERY, {
        ...variables,
        after,
        withFiles: after === undefined,
      });

    const first = await ask();
    const target = first.repository?.ref?.target;
    if (!target) throw missingBranch(this.repository.config);
    let refs = first.repository?.refs;
    const proposals = [...(refs?.nodes ?? [])];
    for (let page = 1; refs?.pageInfo.hasNextPage && page < MAX_BRANCH_PAGES; page += 1) {
      ({ refs } = (await ask(refs.pageInfo.endCursor ?? '')).repository ?? {});
      proposals.push(...(refs?.nodes ?? []));
    }
    const open = proposals.filter(each => each.associatedPullRequests.nodes.length > 0);
    const problems = refs?.pageInfo.hasNextPage
      ? [`Only the first ${proposals.length} branches of proposals were counted.`]
      : [];

    const policies = entriesOf(target.file).flatMap(namespace =>
      entriesOf(namespace).flatMap(service => {
        const ref = { mesh: this.mesh, namespace: namespace.name, service: service.name };
        const files = entriesOf(service) as unknown as EntryNode[];
        const source = files.find(({ name }) => name === POLICY_FILE);
        if (!source) return [];
        const ofService = proposalBranchPrefix(ref).slice(prefix.length);
        return [
          {
            ...this.#summarize(ref, files, source, target.oid),
            openPullRequests: open.filter(({ name }) => name.startsWith(ofService)).length,
          },
        ];
      }),
    );
    return { policies, problems };
  }

  #summarize(
    ref: ServiceRef,
    files: EntryNode[],
    { object: source }: EntryNode,
    commit: string,
  ): FolderSummary {
    // No text, or more than GitHub gives out: the page of the service says which.
    if (typeof source?.text !== 'string' || source.isTruncated) {
      return { service: ref, callers: 0, diagnostics: { errors: 1, warnings: 0 }, drift: 0 };
    }
    const { text } = source;
    const day = today();
    const key = [
      ref.namespace,
      ref.service,
      day,
      ...files.map(({ name, oid }) => `${name}:${oid}`),
    ].join(' ');
    const known = this.#folders.get(key);
    if (known) return known;
    const { path } = this.repository.config;
    const review = reviewChange({
      service: ref,
      folder: [path, ref.namespace, ref.service].filter(Boolean).join('/'),
      baseCommit: commit,
      beforeText: text,
      afterText: text,
      files: files.flatMap(({ name, oid, object }) =>
        name !== POLICY_FILE && typeof object?.text === 'string'
          ? [{ name, blob: oid, content: object.text }]
          : [],
      ),
      compile: this.compile,
      today: day,
    });
    // Nothing changes, so that what there is was there before.
    const found = [...review.diagnostics, ...review.known];
    const count = (severity: string) => found.filter(each => each.severity === severity).length;
    const summary = {
      service: ref,
      callers: Object.keys(parsePolicy(text).policy?.spec.callers ?? {}).length,
      diagnostics: { errors: count('error'), warnings: count('warning') },
      drift: review.drift.length,
    };
    this.#folders.set(key, summary);
    return summary;
  }
}

function entriesOf(node: { object: { entries?: FolderNode[] } | null } | null | undefined) {
  return node?.object?.entries ?? [];
}
