import { ConflictError, InputError } from '@backstage/errors';
import {
  editPolicyText,
  findConflicts,
  inspectFile,
  MergePatch,
  parsePath,
  parsePolicy,
  policyPatchBetween,
  PolicyConflict,
  PullRequestRef,
  ServiceRef,
} from 'backstage-plugin-mesh-traffic-common';
import { GitOpsReader } from './GitOpsReader';
import { POLICY_FILE, policyFile, ProposalBranch, RepositoryState } from './RepositoryState';

/** GitHub's comparison names no more files than these. */
const MAX_COMPARED = 300;

/** Where a proposal begins: the document that the patch applies to, and what its commit builds on. */
export interface StartingPoint {
  /** The document's text; absent when the service has no policy. */
  text?: string;
  /** The files that will be overwritten, and the tree that the new one is based on. */
  state: RepositoryState;
  parents: string[];
  /** The requester's branch, when it is there already. */
  branch?: ProposalBranch;
  /** The requester's open pull request, which the change is added to. */
  pullRequest?: PullRequestRef;
  /** True when the branch's head may serve as it is, should its tree be the wanted one. */
  headIsCurrent: boolean;
  /** Fields that the open pull request and the deployed branch both changed. */
  conflicts: PolicyConflict[];
}

interface Situation {
  ref: ServiceRef;
  /** The deployed branch. */
  main: RepositoryState;
  /** Full name of the requester's branch. */
  branchName: string;
  /** Number of the pull request that the person continues. */
  pullRequest?: number;
  patch: MergePatch;
}

/**
 * Finds out what the requester has open already. Nothing: one starts at the deployed branch. A branch
 * without pull request, left over by a crash or a closed proposal: the same, with its commits kept as
 * history. An open pull request: it is added to, and brought up to date when the deployed branch moved.
 */
export async function findStartingPoint(
  reader: GitOpsReader,
  { ref, main, branchName, pullRequest, patch }: Situation,
): Promise<StartingPoint> {
  const branch = main.branches.find(candidate => candidate.branch === branchName);
  refuseForeign(main, branchName, pullRequest);
  const mainText = policyFile(main)?.content;
  const fromMain = { text: mainText, state: main, conflicts: [], headIsCurrent: false };
  if (!branch) {
    return { ...fromMain, parents: [main.commit] };
  }
  const comparison = await reader.compare(main.commit, branch.head);
  const isUpToDate = comparison.behindBy === 0;
  if (!branch.pullRequest) {
    const parents = comparison.aheadBy === 0 ? [main.commit] : [branch.head, main.commit];
    return { ...fromMain, branch, parents, headIsCurrent: isUpToDate && comparison.aheadBy > 0 };
  }

  const proposed = await reader.readBranch(ref, branchName, branch.head);
  const proposedText = policyFile(proposed)?.content;
  const open = { branch, pullRequest: branch.pullRequest };
  if (isUpToDate) {
    const parents = [proposed.commit];
    return {
      ...open,
      text: proposedText,
      state: proposed,
      parents,
      headIsCurrent: true,
      conflicts: [],
    };
  }
  refuseWorkOfOthers(comparison.paths, proposed, branch.pullRequest);
  const origin = await reader.readPolicyAt(ref, comparison.mergeBase);
  const { text, conflicts } = moveProposal(origin?.content, proposedText, mainText, patch);
  const parents = [proposed.commit, main.commit];
  return { ...open, text, state: main, parents, headIsCurrent: false, conflicts };
}

/** Repeats on the deployed document what a proposal changed. */
function moveProposal(
  originText: string | undefined,
  proposedText: string | undefined,
  mainText: string | undefined,
  patch: MergePatch,
): { text: string | undefined; conflicts: PolicyConflict[] } {
  const [origin, proposed, main] = [originText, proposedText, mainText].map(text =>
    text === undefined ? undefined : parsePolicy(text).document,
  );
  if (mainText === undefined || originText === mainText) {
    return { text: proposedText, conflicts: [] };
  }
  const change = policyPatchBetween(origin, proposed);
  const conflicts = findConflicts(origin, main, change).filter(({ path }) => !decides(patch, path));
  return { text: editPolicyText(mainText, change), conflicts };
}

/** True when a patch sets the field at a path, or one around it. */
function decides(patch: MergePatch, path: string): boolean {
  let value: unknown = patch;
  for (const step of parsePath(path)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
    if (!Object.hasOwn(value, step)) return false;
    value = (value as MergePatch)[step];
  }
  return true;
}

function refuseForeign(main: RepositoryState, branchName: string, number: number | undefined) {
  const continued = main.branches.find(({ pullRequest }) => pullRequest?.number === number);
  if (number === undefined || !continued || continued.branch === branchName) return;
  throw new InputError(
    `Pull request #${number} is not yours. Leave base.pullRequest out to open one of your own.`,
  );
}

/**
 * A merge commit of ours takes the deployed branch's tree and writes the document and what follows from it:
 * whatever else the branch holds would be lost, and is its author's to merge.
 */
function refuseWorkOfOthers(
  paths: string[],
  { folder, files }: RepositoryState,
  { number }: PullRequestRef,
) {
  const present = new Map(files.map(file => [`${folder}/${file.name}`, file.content]));
  const isOurs = (path: string) => {
    const content = present.get(path);
    // Gone from the branch: a file that is emitted no more, or one that is emitted again.
    if (content === undefined) return path.startsWith(`${folder}/`);
    const { ours, edited } = inspectFile(content);
    return path === `${folder}/${POLICY_FILE}` || (ours && !edited);
  };
  const other = paths.length < MAX_COMPARED ? paths.find(path => !isOurs(path)) : 'too many files';
  if (other === undefined) return;
  throw new ConflictError(
    `Pull request #${number} also changes ${other} by hand and is behind the deployed branch. Update its branch at the forge first, then try again.`,
  );
}
