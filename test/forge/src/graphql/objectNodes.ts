import { isUtf8 } from 'node:buffer';
import { ForgeContext } from '../ForgeContext';
import { CommitInfo, TreeEntry } from '../git/types';
import { nodeId } from '../rest/shapes/nodeId';
import { repositoryPage } from '../rest/shapes/repositoryShape';
import { gitActorNode } from './accountNodes';
import { connection, PageArguments } from './connection';
import { pullNode } from './pullNode';

/** GitHub cuts texts beyond this size. */
const maxTextBytes = 512_000;

/** The GraphQL object of any git object. */
export async function objectNode(context: ForgeContext, sha: string): Promise<unknown> {
  const type = await context.repository.objectType(sha);
  if (type === 'commit') return commitNode(context, await context.repository.commit(sha));
  if (type === 'tree') return treeNode(context, sha, '');
  return type === 'blob' ? blobNode(context, sha) : null;
}

/** GraphQL `Commit`. */
export function commitNode(context: ForgeContext, commit: CommitInfo): unknown {
  const { repository } = context;
  const [headline, ...rest] = commit.message.split('\n');
  return {
    __typename: 'Commit',
    ...gitObject(context, commit.sha),
    url: `${repositoryPage(context)}/commit/${commit.sha}`,
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trim(),
    authoredDate: commit.author.date,
    committedDate: commit.committer.date,
    author: gitActorNode(context, commit.author),
    committer: gitActorNode(context, commit.committer),
    tree: () => treeNode(context, commit.tree, ''),
    file: async ({ path }: { path: string }) => {
      const entry = await repository.entryAt(commit.sha, path);
      return entry && entry.path !== '' ? entryNode(context, entry) : null;
    },
    history: async (args: PageArguments & { path?: string; since?: string; until?: string }) => {
      const commits = (await repository.log([commit.sha], { path: args.path })).filter(
        ({ committer }) =>
          (!args.since || Date.parse(committer.date) >= Date.parse(args.since)) &&
          (!args.until || Date.parse(committer.date) <= Date.parse(args.until)),
      );
      return connection('history', args, commits, item => commitNode(context, item));
    },
    parents: (args: PageArguments) =>
      connection('parents', args, commit.parents, async sha =>
        commitNode(context, await repository.commit(sha)),
      ),
    associatedPullRequests: async (args: PageArguments) => {
      const pulls = await context.pulls.withCommit(commit.sha);
      return connection('associatedPullRequests', args, pulls, pull => pullNode(context, pull));
    },
    statusCheckRollup: () =>
      context.checks.statuses(commit.sha).length === 0
        ? null
        : { state: context.checks.combinedState(commit.sha).toUpperCase() },
  };
}

function treeNode(context: ForgeContext, sha: string, path: string): unknown {
  return {
    __typename: 'Tree',
    ...gitObject(context, sha),
    entries: async () => {
      const entries = await context.repository.tree(sha);
      const prefix = path === '' ? '' : `${path}/`;
      return entries.map(entry => entryNode(context, { ...entry, path: prefix + entry.path }));
    },
  };
}

function entryNode(context: ForgeContext, entry: TreeEntry): unknown {
  const name = entry.path.split('/').pop() ?? entry.path;
  return {
    name,
    path: entry.path,
    type: entry.type,
    mode: parseInt(entry.mode, 8),
    oid: entry.sha,
    size: entry.size ?? 0,
    extension: entry.type === 'blob' && name.includes('.') ? `.${name.split('.').pop()}` : '',
    object: () => {
      if (entry.type === 'tree') return treeNode(context, entry.sha, entry.path);
      return entry.type === 'blob' ? blobNode(context, entry.sha) : null;
    },
  };
}

async function blobNode(context: ForgeContext, sha: string): Promise<unknown> {
  const content = await context.repository.blob(sha);
  const isBinary = content.includes(0) || !isUtf8(content);
  return {
    __typename: 'Blob',
    ...gitObject(context, sha),
    byteSize: content.length,
    isBinary,
    isTruncated: content.length > maxTextBytes,
    text: isBinary ? null : content.subarray(0, maxTextBytes).toString('utf8'),
  };
}

function gitObject(context: ForgeContext, sha: string) {
  return {
    id: nodeId('GO', sha),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    commitUrl: `${repositoryPage(context)}/commit/${sha}`,
  };
}
