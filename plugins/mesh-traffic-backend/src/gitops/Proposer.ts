import {
  ChangeReview,
  compile,
  CompileOptions,
  Drift,
  findConflicts,
  hasErrors,
  MergePatch,
  parsePolicy,
  PolicyBase,
  PolicyConflict,
  proposalBranch,
  PullRequestRef,
  renderFiles,
  renderReview,
  reviewChange,
  ServiceRef,
  TrafficSnapshot,
  withPolicyVersions,
  withRetiring,
} from 'backstage-plugin-mesh-traffic-common';
import { InputError } from '@backstage/errors';
import { applyToText, PatchedPolicy } from '../policy/applyToText';
import { FilePlan, planFiles } from './planFiles';
import { GitHubRepository } from './GitHubRepository';
import { GitOpsReader } from './GitOpsReader';
import { GitWriter } from './GitWriter';
import { repeatWhilePassing } from './repeatWhilePassing';
import {
  otherFiles,
  POLICY_FILE,
  policyFile,
  RepositoryFile,
  RepositoryState,
} from './RepositoryState';
import { findStartingPoint, StartingPoint } from './StartingPoint';
import { requestedByTrailer } from './trailer';

/** A change that one person asks for. */
export interface ChangeRequest {
  ref: ServiceRef;
  patch: MergePatch;
  /** Absent: the newest state. */
  base?: PolicyBase;
  /** Entity ref of the requester, from verified credentials. */
  requestedBy: string;
  /** What was measured, for the review's numbers; versions as the mesh calls them. */
  traffic?: TrafficSnapshot;
}

export interface ProposalRequest extends ChangeRequest {
  driftAck: string[];
  note?: string;
  draft?: boolean;
}

/** What a change would do, with everything that is needed to do it. */
export interface PreparedChange {
  review: ChangeReview;
  base: PolicyBase;
  conflicts: PolicyConflict[];
  plan: FilePlan;
  start: StartingPoint;
}

export type ProposalOutcome =
  | {
      status: 'created' | 'updated' | 'unchanged';
      pullRequest?: PullRequestRef;
      review: ChangeReview;
      warnings: string[];
    }
  | { status: 'conflict'; conflicts: PolicyConflict[]; drift: Drift[] }
  | { status: 'refused'; review: ChangeReview };

/** What earlier tries of the same request already did. */
interface Progress {
  pushed: boolean;
  openedPullRequest: boolean;
}

const PATIENCE = { attempts: 5, firstWaitMs: 200, maxWaitMs: 10_000 };

/**
 * Turns a change into a pull request. Its only memory is the forge: every try begins by reading what is
 * there, so that a crash, a timeout or somebody faster at any point ends with exactly one pull request.
 */
export class Proposer {
  readonly #writer: GitWriter;

  constructor(
    private readonly repository: GitHubRepository,
    private readonly reader: GitOpsReader,
    private readonly compileOptions: CompileOptions,
    private readonly patience = PATIENCE,
  ) {
    this.#writer = new GitWriter(repository);
  }

  /**
   * Reviews a change; writes nothing.
   *
   * @param main - the deployed branch
   */
  async prepare(request: ChangeRequest, main: RepositoryState): Promise<PreparedChange> {
    const { patch, requestedBy, base } = request;
    const { mesh, namespace, service } = request.ref;
    const ref = { mesh, namespace, service };
    const start = await findStartingPoint(this.reader, this.repository, {
      ref,
      main,
      branchName: proposalBranch(ref, requestedBy),
      pullRequest: base?.pullRequest,
      patch,
    });
    const patched = this.#retire(main, applyToText(ref, start.text, patch));
    const review = reviewChange({
      service: ref,
      folder: main.folder,
      baseCommit: main.commit,
      beforeText: policyFile(main)?.content,
      afterText: patched.text,
      files: otherFiles(main),
      compile: this.compileOptions,
      traffic: withNamesOf(policyFile(main), request.traffic),
    });
    return {
      review: { ...review, diagnostics: withMissing(review, patched, start.state) },
      base: {
        commit: main.commit,
        policyBlob: policyFile(main)?.blob ?? null,
        pullRequest: start.pullRequest?.number,
      },
      conflicts: [...start.conflicts, ...(await this.#conflicts(request, main))],
      plan: this.#plan(start.state, patched),
      start,
    };
  }

  /** Opens or updates the requester's pull request. */
  propose(request: ProposalRequest): Promise<ProposalOutcome> {
    const progress: Progress = { pushed: false, openedPullRequest: false };
    return repeatWhilePassing(() => this.#attempt(request, progress), this.patience);
  }

  async #attempt(request: ProposalRequest, progress: Progress): Promise<ProposalOutcome> {
    const main = await this.reader.read(request.ref);
    const change = await this.prepare(request, main);
    const { review, conflicts, plan, start } = change;
    if (conflicts.length > 0) return { status: 'conflict', conflicts, drift: [] };
    if (hasErrors(review.diagnostics)) return { status: 'refused', review };
    const drift = unacknowledged(plan, review, request.driftAck);
    if (drift.length > 0) return { status: 'conflict', conflicts: [], drift };

    const pullRequest = await this.#write(request, change, progress);
    const nothingDone = !progress.pushed && !progress.openedPullRequest;
    if (!pullRequest || nothingDone) {
      return { status: 'unchanged', pullRequest: start.pullRequest, review, warnings: [] };
    }
    this.reader.forget(request.ref);
    if (!progress.openedPullRequest) {
      return { status: 'updated', pullRequest, review, warnings: [] };
    }
    const warnings = await this.#writer.decoratePullRequest(pullRequest.number);
    return { status: 'created', pullRequest, review, warnings };
  }

  /** At most four writes; each may be repeated. */
  async #write(
    request: ProposalRequest,
    { review, plan, start }: PreparedChange,
    progress: Progress,
  ): Promise<PullRequestRef | undefined> {
    const { ref, requestedBy, note, draft } = request;
    const branch = proposalBranch(ref, requestedBy);
    const changes = plan.writes.length + plan.deletions.length > 0;
    const tree = changes
      ? await this.#writer.createTree(start.state.tree, plan.writes, plan.deletions)
      : start.state.tree;
    if (tree === start.state.tree && !start.pullRequest) return undefined;
    const alreadyThere = start.headIsCurrent && start.branch?.tree === tree;
    if (tree !== start.state.tree && !alreadyThere) {
      const message = commitMessage(review, requestedBy);
      const commit = await this.#writer.createCommit(message, tree, start.parents);
      // Noted before: the answer may be lost though the branch has moved.
      progress.pushed = true;
      if (start.branch) await this.#writer.advanceBranch(branch, commit);
      else await this.#writer.createBranch(branch, commit);
    }
    const text = { title: review.title, body: renderReview(review, { requestedBy, note }) };
    if (start.pullRequest) {
      if (progress.pushed && !progress.openedPullRequest) {
        await this.#writer.describePullRequest(start.pullRequest.number, text);
      }
      return { ...start.pullRequest, title: text.title };
    }
    progress.openedPullRequest = true;
    return this.#writer.openPullRequest(branch, text, { draft, requestedBy });
  }

  /** Fields that the patch sets and that changed since the person saw them. */
  async #conflicts(
    { ref, base, patch }: ChangeRequest,
    main: RepositoryState,
  ): Promise<PolicyConflict[]> {
    const current = policyFile(main);
    if (!base || base.policyBlob === (current?.blob ?? null)) return [];
    const seen =
      base.policyBlob === null ? undefined : await this.reader.readPolicyAt(ref, base.commit);
    if ((seen?.blob ?? null) !== base.policyBlob) {
      throw new InputError(
        'base: this commit does not hold this version of the policy. Load the page again and repeat the change.',
      );
    }
    return findConflicts(documentOf(seen?.content), documentOf(current?.content), patch);
  }

  /** Keeps what falls out of use one change longer, so that no route ever points at a missing subset. */
  #retire(main: RepositoryState, patched: PatchedPolicy): PatchedPolicy {
    const text = withRetiring(policyFile(main)?.content, patched.text, this.compileOptions);
    return text === patched.text || !patched.policy
      ? patched
      : { ...patched, text, policy: parsePolicy(text).policy };
  }

  #plan(state: RepositoryState, { text, policy }: PatchedPolicy): FilePlan {
    const compiled = policy && compile(policy, this.compileOptions);
    if (!policy || !compiled || hasErrors(compiled.diagnostics)) {
      return { writes: [], deletions: [], overwritesByHand: [] };
    }
    const generated = renderFiles(policy, compiled.manifests);
    return planFiles(state, [
      { name: POLICY_FILE, content: text },
      ...generated.map(({ path, content }) => ({ name: path, content })),
    ]);
  }
}

/** Numbers by the names that the deployed policy gives to the versions. */
function withNamesOf(file: RepositoryFile | undefined, traffic: TrafficSnapshot | undefined) {
  const policy = file && parsePolicy(file.content).policy;
  return policy && traffic ? withPolicyVersions(traffic, policy) : traffic;
}

function documentOf(text: string | undefined): unknown {
  return text === undefined ? undefined : parsePolicy(text).document;
}

/** The review speaks about the document; the folder and the document's place have findings of their own. */
function withMissing(review: ChangeReview, patched: PatchedPolicy, state: RepositoryState) {
  const known = new Set(review.diagnostics.map(({ code, path }) => `${code} ${path}`));
  const missing = patched.diagnostics.filter(({ code, path }) => !known.has(`${code} ${path}`));
  return [...state.problems, ...review.diagnostics, ...missing];
}

/** Hand-edited files that the change overwrites and that the person has not agreed to. */
function unacknowledged(plan: FilePlan, review: ChangeReview, driftAck: string[]): Drift[] {
  return plan.overwritesByHand
    .filter(({ blob }) => !driftAck.includes(blob))
    .map(
      ({ path, blob }) =>
        review.drift.find(drift => drift.path === path) ?? { path, blob, status: 'edited' },
    );
}

/** One line each for title and summary, so that nothing in them can pose as a trailer. */
function commitMessage({ title, summary }: ChangeReview, requestedBy: string): string {
  const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
  return `${oneLine(title)}\n\n${oneLine(summary)}\n\n${requestedByTrailer(requestedBy)}\n`;
}
