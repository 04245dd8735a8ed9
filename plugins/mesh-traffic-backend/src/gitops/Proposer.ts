import {
  ChangeReview,
  Drift,
  hasErrors,
  PolicyConflict,
  proposalBranch,
  PullRequestRef,
  renderReview,
} from 'backstage-plugin-mesh-traffic-common';
import { ChangePreparer, ChangeRequest, PreparedChange } from './ChangePreparer';
import { GitOpsReader } from './GitOpsReader';
import { GitWriter } from './GitWriter';
import { FilePlan } from './planFiles';
import { pullRequestBody, readDescribedTree } from './pullRequestBody';
import { repeatWhilePassing } from './repeatWhilePassing';
import { requestedByTrailer } from './trailer';
import { undoCommand } from './undoCommand';

export interface ProposalRequest extends ChangeRequest {
  driftAck: string[];
  note?: string;
  /** Where the effect can be watched. */
  watchUrl?: string;
  draft?: boolean;
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
  described: boolean;
  openedPullRequest: boolean;
}

const PATIENCE = { attempts: 5, firstWaitMs: 200, maxWaitMs: 10_000, maxTotalMs: 25_000 };

/**
 * Turns a change into a pull request. Its only memory is the forge: every try begins by reading what is
 * there, so that a crash, a timeout or somebody faster at any point ends with exactly one pull request.
 */
export class Proposer {
  constructor(
    private readonly reader: GitOpsReader,
    private readonly preparer: ChangePreparer,
    private readonly writer: GitWriter,
  ) {}

  /** Opens or updates the requester's pull request. */
  propose(request: ProposalRequest): Promise<ProposalOutcome> {
    const progress: Progress = { pushed: false, described: false, openedPullRequest: false };
    return repeatWhilePassing(() => this.#attempt(request, progress), PATIENCE);
  }

  async #attempt(request: ProposalRequest, progress: Progress): Promise<ProposalOutcome> {
    const main = await this.reader.read(request.ref, request.base?.commit);
    const change = await this.preparer.prepare(request, main);
    const { review, conflicts, plan, start } = change;
    if (conflicts.length > 0) return { status: 'conflict', conflicts, drift: [] };
    if (hasErrors(review.diagnostics)) return { status: 'refused', review };
    const drift = unacknowledged(plan, review, request.driftAck);
    if (drift.length > 0) return { status: 'conflict', conflicts: [], drift };

    const pullRequest = await this.#write(request, change, progress);
    const nothingDone = !progress.pushed && !progress.described && !progress.openedPullRequest;
    if (!pullRequest || nothingDone) {
      return { status: 'unchanged', pullRequest: start.pullRequest, review, warnings: [] };
    }
    this.reader.forget(request.ref);
    if (!progress.openedPullRequest) {
      return { status: 'updated', pullRequest, review, warnings: [] };
    }
    const warnings = await this.writer.decoratePullRequest(pullRequest.number);
    return { status: 'created', pullRequest, review, warnings };
  }

  /** At most four writes; each may be repeated. */
  async #write(
    request: ProposalRequest,
    { review, plan, start }: PreparedChange,
    progress: Progress,
  ): Promise<PullRequestRef | undefined> {
    const { ref, requestedBy, note, watchUrl, draft } = request;
    const branch = proposalBranch(ref, requestedBy);
    const changes = plan.writes.length + plan.deletions.length > 0;
    const tree = changes
      ? await this.writer.createTree(start.state.tree, plan.writes, plan.deletions)
      : start.state.tree;
    if (tree === start.state.tree && !start.pullRequest) return undefined;
    const alreadyThere = start.headIsCurrent && start.branch?.tree === tree;
    if (tree !== start.state.tree && !alreadyThere) {
      const message = commitMessage(review, requestedBy);
      const commit = await this.writer.createCommit(message, tree, start.parents);
      // Noted before: the answer may be lost though the branch has moved.
      progress.pushed = true;
      if (start.branch) await this.writer.advanceBranch(branch, commit);
      else await this.writer.createBranch(branch, commit);
    }
    const rendered = renderReview(review, {
      requestedBy,
      note,
      watchUrl,
      undoCommand: undoCommand(start.state.folder),
    });
    const present = start.branch?.body ?? '';
    const text = { title: review.title, body: pullRequestBody(rendered, tree, present) };
    if (start.pullRequest) {
      // A crash may have come between a push and the text about it.
      const isDescribed = !start.headIsCurrent || readDescribedTree(present) === tree;
      if ((progress.pushed || !isDescribed) && !progress.openedPullRequest) {
        progress.described = true;
        await this.writer.describePullRequest(start.pullRequest.number, text);
      }
      return { ...start.pullRequest, title: text.title };
    }
    progress.openedPullRequest = true;
    return this.writer.openPullRequest(branch, text, { draft, requestedBy });
  }
}

/** Hand-edited files that the change overwrites and that the person has not agreed to. */
function unacknowledged(plan: FilePlan, review: ChangeReview, driftAck: string[]): Drift[] {
  return plan.overwritesByHand
    .filter(({ blob }) => !driftAck.includes(blob))
    .map(
      ({ path, blob }) =>
        // The review knows the deployed file; the requester's branch may hold another.
        review.drift.find(drift => drift.path === path && drift.blob === blob) ?? {
          path,
          blob,
          status: 'edited',
        },
    );
}

/** One line each for title and summary, so that nothing in them can pose as a trailer. */
function commitMessage({ title, summary }: ChangeReview, requestedBy: string): string {
  const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
  return `${oneLine(title)}\n\n${oneLine(summary)}\n\n${requestedByTrailer(requestedBy)}\n`;
}
