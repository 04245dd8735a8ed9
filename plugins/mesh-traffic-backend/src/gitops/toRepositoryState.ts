import { Diagnostic, MergedChange } from 'backstage-plugin-mesh-traffic-common';
import { CommitNode, EntryNode, HistoryNode, RefNode } from './policyQuery';
import { ProposalBranch, RepositoryFile, RepositoryState } from './RepositoryState';
import { readRequestedBy } from './trailer';

/** Most files and bytes of one policy's folder; far above what the compiler writes. */
const MAX_FILES = 500;
const MAX_BYTES = 4_000_000;

const REGULAR_FILE = 0o100644;
const EXECUTABLE_FILE = 0o100755;

interface Answer {
  commit: CommitNode;
  refs: RefNode[];
  folder: string;
  /** Prefix of the refs, without `refs/heads/`. */
  branchPrefix: string;
  /** The branch that pull requests go to. */
  baseBranch: string;
}

/** Turns GitHub's answer into what the product works with. Pure. */
export function toRepositoryState(answer: Answer): RepositoryState {
  const { commit, folder } = answer;
  const { files, problems } = readFolder(commit, folder);
  return {
    commit: commit.oid,
    tree: commit.tree.oid,
    folder,
    files,
    history: commit.history.nodes.map(toMergedChange),
    branches: answer.refs.map(ref => toProposalBranch(ref, answer)),
    problems,
  };
}

function readFolder(commit: CommitNode, folder: string) {
  const files: RepositoryFile[] = [];
  const problems: Diagnostic[] = [];
  if (commit.file && commit.file.type !== 'tree') {
    problems.push(
      problem(folder, 'is not a folder', 'Remove it, so that the policy can be written there.'),
    );
  }
  const entries = commit.file?.object?.entries ?? [];
  let bytes = 0;
  for (const entry of entries.slice(0, MAX_FILES)) {
    if (entry.type === 'tree') continue;
    bytes += entry.object?.byteSize ?? 0;
    const reason = bytes > MAX_BYTES ? 'makes the folder larger than 4 MB' : refusal(entry);
    const text = entry.object?.text;
    if (reason || typeof text !== 'string') {
      problems.push(
        problem(
          `${folder}/${entry.name}`,
          reason ?? 'cannot be read',
          'Replace it with a plain text file, or remove it.',
        ),
      );
    } else {
      files.push({ name: entry.name, blob: entry.oid, content: text });
    }
  }
  if (entries.length > MAX_FILES) {
    problems.push(
      problem(
        folder,
        `holds more than ${MAX_FILES} files`,
        'Keep files that are no manifests of the policy elsewhere.',
      ),
    );
  }
  return { files, problems };
}

/** Why an entry is not worked with: what it points to may lie outside of the folder. */
function refusal({ type, mode, object }: EntryNode): string | undefined {
  if (type === 'commit') return 'is a submodule';
  if (mode !== REGULAR_FILE && mode !== EXECUTABLE_FILE) return 'is a symbolic link';
  if (object?.isBinary) return 'is no text';
  if (object?.isTruncated) return 'is too large to be read';
  return undefined;
}

function problem(path: string, reason: string, help: string): Diagnostic {
  return {
    code: 'MT1850',
    severity: 'error',
    path: '',
    file: path,
    message: `${path} ${reason}.`,
    help,
  };
}

function toMergedChange(node: HistoryNode): MergedChange {
  const pullRequest = node.associatedPullRequests?.nodes.find(({ mergedAt }) => mergedAt !== null);
  return {
    pullRequest: pullRequest?.number,
    url: pullRequest?.url,
    title: pullRequest?.title ?? node.messageHeadline,
    commit: node.oid,
    mergedAt: pullRequest?.mergedAt ?? node.committedDate,
    author:
      readRequestedBy(node.message) ??
      pullRequest?.author?.login ??
      node.author?.user?.login ??
      node.author?.name ??
      undefined,
  };
}

function toProposalBranch(ref: RefNode, answer: Answer): ProposalBranch {
  const branch = `${answer.branchPrefix}${ref.name}`;
  const open = ref.associatedPullRequests.nodes.find(
    ({ baseRefName }) => baseRefName === answer.baseBranch,
  );
  return {
    branch,
    head: ref.target.oid,
    tree: ref.target.tree?.oid ?? '',
    body: open?.body,
    pullRequest: open && {
      number: open.number,
      url: open.url,
      title: open.title,
      branch,
      requestedBy: readRequestedBy(ref.target.message ?? ''),
      createdAt: open.createdAt,
      draft: open.isDraft,
    },
  };
}
