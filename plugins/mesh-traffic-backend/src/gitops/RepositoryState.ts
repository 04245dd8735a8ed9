import { Diagnostic, MergedChange, PullRequestRef } from 'backstage-plugin-mesh-traffic-common';

/** A text file of a policy's folder. */
export interface RepositoryFile {
  /** File name inside the folder. */
  name: string;
  /** Git blob. */
  blob: string;
  content: string;
}

/** A branch on which somebody proposes changes of the policy, with or without an open pull request. */
export interface ProposalBranch {
  /** Full name without `refs/heads/`. */
  branch: string;
  /** Head commit. */
  head: string;
  /** Tree of the head commit. */
  tree: string;
  pullRequest?: PullRequestRef;
  /** Text of the open pull request. */
  body?: string;
}

/** One policy's folder at the head of one branch, and what surrounds it. */
export interface RepositoryState {
  /** Head commit of the branch that was read. */
  commit: string;
  /** Tree of that commit. */
  tree: string;
  /** Folder of the policy in the repository. */
  folder: string;
  files: RepositoryFile[];
  /** Newest first. */
  history: MergedChange[];
  branches: ProposalBranch[];
  /** What lies in the folder and cannot be worked with: symlinks, submodules, files that are no text. */
  problems: Diagnostic[];
}

/** Name of the source document in the folder. */
export const POLICY_FILE = 'routing-policy.yaml';

/** The source document of a policy, where the repository has one. */
export function policyFile(state: RepositoryState): RepositoryFile | undefined {
  return state.files.find(file => file.name === POLICY_FILE);
}

/** The generated and other files beside the source document. */
export function otherFiles(state: RepositoryState): RepositoryFile[] {
  return state.files.filter(file => file.name !== POLICY_FILE);
}
