import {
  CompileOptions,
  parsePolicy,
  PolicyDetails,
  PreviewRequest,
  PreviewResponse,
  ProposeRequest,
  PullRequestRef,
  reviewChange,
  RoutingPolicy,
  ServiceMapping,
  ServiceRef,
  TrafficSnapshot,
} from 'backstage-plugin-mesh-traffic-common';
import { MeshConfig } from '../config/MeshConfig';
import { ChangePreparer } from '../gitops/ChangePreparer';
import { GitHubRepository } from '../gitops/GitHubRepository';
import { GitOpsReader } from '../gitops/GitOpsReader';
import { GitWriter } from '../gitops/GitWriter';
import { PolicyLister, PolicyListing } from '../gitops/PolicyLister';
import { ProposalOutcome, Proposer } from '../gitops/Proposer';
import { otherFiles, policyFile, RepositoryState } from '../gitops/RepositoryState';
import { identityProblem } from './applyToText';

/** What the plan for a service is, and since when. */
export interface CurrentPlan {
  policy?: RoutingPolicy;
  /** ISO 8601 time of the newest merge that touched the policy. */
  lastChangeAt?: string;
  /** One sentence: why there is a plan that is not known. Absent when there is none, or it is known. */
  unreadable?: string;
}

/** The policies of one mesh. Who may ask is decided before; see Access. */
export class PolicyService {
  readonly #reader: GitOpsReader;
  readonly #preparer: ChangePreparer;
  readonly #proposer: Proposer;
  readonly #lister: PolicyLister;
  readonly #compileOptions: CompileOptions;

  constructor(
    private readonly mesh: MeshConfig,
    repository: GitHubRepository,
    private readonly trafficTabUrl: (entityRef: string) => string | undefined,
  ) {
    const { trustDomain, rootNamespace, dataplane, version } = mesh.istio;
    const { writableNamespaces } = mesh.gitops;
    this.#compileOptions = {
      trustDomain,
      rootNamespace,
      dataplane,
      istioVersion: version,
      writableNamespaces,
    };
    this.#reader = new GitOpsReader(repository);
    this.#preparer = new ChangePreparer(this.#reader, this.#compileOptions);
    this.#proposer = new Proposer(this.#reader, this.#preparer, new GitWriter(repository));
    this.#lister = new PolicyLister(repository, mesh.name, this.#compileOptions);
  }

  /** Everything that the repository says about one service. */
  async details(service: ServiceMapping): Promise<PolicyDetails> {
    const state = await this.#reader.readShared(service);
    const file = policyFile(state);
    const parsed = file ? parsePolicy(file.content) : { diagnostics: [] };
    const misplaced = parsed.policy && identityProblem(service, parsed.policy);
    const { repository, branch } = this.mesh.gitops;
    return {
      service,
      base: { commit: state.commit, policyBlob: file?.blob ?? null },
      policy: misplaced ? undefined : parsed.policy,
      text: file?.content,
      files: otherFiles(state).map(({ name, content }) => ({
        path: `${state.folder}/${name}`,
        content,
      })),
      diagnostics: [...state.problems, ...parsed.diagnostics, ...(misplaced ? [misplaced] : [])],
      drift: this.#drift(service, state),
      proposals: openProposals(state),
      history: state.history,
      repository: { url: repository, branch, path: state.folder },
    };
  }

  /** The plan that traffic is held against. */
  async currentPlan(ref: ServiceRef): Promise<CurrentPlan> {
    const state = await this.#reader.readShared(ref);
    const file = policyFile(state);
    if (!file) return {};
    const lastChangeAt = state.history[0]?.mergedAt;
    const { policy, diagnostics } = parsePolicy(file.content);
    const [finding] = diagnostics;
    return policy
      ? { policy, lastChangeAt }
      : { lastChangeAt, unreadable: `The policy cannot be read. ${finding?.message ?? ''}`.trim() };
  }

  async preview(
    ref: ServiceRef,
    { patch, base }: Pick<PreviewRequest, 'patch' | 'base'>,
    requestedBy: string,
    traffic?: TrafficSnapshot,
  ): Promise<PreviewResponse> {
    const state = await this.#reader.readShared(ref);
    const change = await this.#preparer.prepare({ ref, patch, base, requestedBy, traffic }, state);
    return { review: change.review, base: change.base, conflicts: change.conflicts };
  }

  async propose(
    ref: ServiceRef,
    request: Pick<ProposeRequest, 'patch' | 'base' | 'driftAck' | 'note' | 'draft'> & {
      entityRef?: string;
    },
    requestedBy: string,
    traffic?: TrafficSnapshot,
  ): Promise<ProposalOutcome> {
    const { patch, base, driftAck = [], note, draft, entityRef } = request;
    try {
      return await this.#proposer.propose({
        ref,
        patch,
        base,
        requestedBy,
        traffic,
        driftAck,
        note,
        watchUrl: entityRef === undefined ? undefined : this.trafficTabUrl(entityRef),
        draft,
      });
    } finally {
      this.#lister.forget();
    }
  }

  /** All policies of the repository. */
  list(): Promise<PolicyListing> {
    return this.#lister.list();
  }

  /** A change of nothing: what it finds is what differs from the compiler's own files. */
  #drift(service: ServiceRef, state: RepositoryState) {
    const text = policyFile(state)?.content;
    if (text === undefined) return [];
    return reviewChange({
      service,
      folder: state.folder,
      baseCommit: state.commit,
      beforeText: text,
      afterText: text,
      files: otherFiles(state),
      compile: this.#compileOptions,
    }).drift;
  }
}

function openProposals(state: RepositoryState): PullRequestRef[] {
  return state.branches.flatMap(({ pullRequest }) => pullRequest ?? []);
}
