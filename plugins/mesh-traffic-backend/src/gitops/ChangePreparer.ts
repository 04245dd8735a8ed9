import { InputError } from '@backstage/errors';
import {
  ChangeReview,
  compile,
  CompileOptions,
  findConflicts,
  hasErrors,
  MergePatch,
  parsePolicy,
  PolicyBase,
  PolicyConflict,
  proposalBranch,
  renderFiles,
  reviewChange,
  ServiceRef,
  TrafficSnapshot,
  withPolicyVersions,
  withRetiring,
} from 'backstage-plugin-mesh-traffic-common';
import { applyToText, PatchedPolicy } from '../policy/applyToText';
import { today } from '../today';
import { GitOpsReader } from './GitOpsReader';
import { FilePlan, planFiles } from './planFiles';
import {
  otherFiles,
  POLICY_FILE,
  policyFile,
  RepositoryFile,
  RepositoryState,
} from './RepositoryState';
import { findStartingPoint, StartingPoint } from './StartingPoint';

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

/** What a change would do, with everything that is needed to do it. */
export interface PreparedChange {
  review: ChangeReview;
  base: PolicyBase;
  conflicts: PolicyConflict[];
  plan: FilePlan;
  start: StartingPoint;
}

/** Works out what a change would do. Reads, and writes nothing. */
export class ChangePreparer {
  constructor(
    private readonly reader: GitOpsReader,
    private readonly compileOptions: CompileOptions,
  ) {}

  /**
   * Reviews a change, and plans the files that it takes.
   *
   * @param main - the deployed branch
   */
  async prepare(request: ChangeRequest, main: RepositoryState): Promise<PreparedChange> {
    const { patch, requestedBy, base } = request;
    const { mesh, namespace, service } = request.ref;
    const ref = { mesh, namespace, service };
    const start = await findStartingPoint(this.reader, {
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
      filesOnBranch: otherFiles(start.state),
      compile: this.compileOptions,
      today: today(),
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
  const said = new Set(review.diagnostics.map(({ code, path }) => `${code} ${path}`));
  // What the review leaves out of these was there before, or is accepted: an error never is.
  const missing = patched.diagnostics.filter(
    ({ code, path, severity }) => severity === 'error' && !said.has(`${code} ${path}`),
  );
  return [...state.problems, ...review.diagnostics, ...missing];
}
