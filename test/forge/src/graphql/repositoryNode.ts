import { ForgeContext } from '../ForgeContext';
import { RefInfo } from '../git/types';
import { nodeId } from '../rest/shapes/nodeId';
import { repositoryPage } from '../rest/shapes/repositoryShape';
import { connection, PageArguments } from './connection';
import { objectNode } from './objectNodes';
import { notFound } from './notFound';
import { pullConnection, PullFilter, pullNode } from './pullNode';

/** GraphQL `Repository`. */
export function repositoryNode(context: ForgeContext): unknown {
  const { info, repository, pulls } = context;
  return {
    id: nodeId('R', info.id),
    name: info.name,
    nameWithOwner: `${info.owner}/${info.name}`,
    url: repositoryPage(context),
    isPrivate: false,
    defaultBranchRef: () => branchNode(context, info.defaultBranch),
    object: async (args: { oid?: string; expression?: string }) => {
      if (args.oid) return objectNode(context, args.oid);
      const [revision, path] = (args.expression ?? '').split(/:(.*)/s);
      const commit = await repository.resolveCommit(revision);
      if (!commit) return null;
      if (path === undefined) return objectNode(context, commit);
      const entry = await repository.entryAt(commit, path);
      return entry ? objectNode(context, entry.sha) : null;
    },
    ref: async ({ qualifiedName: name }: { qualifiedName: string }) => {
      for (const candidate of [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`]) {
        const ref = candidate.startsWith('refs/') && (await repository.ref(candidate));
        if (ref) return refNode(context, ref, ref.name.split('/').slice(0, 2).join('/'));
      }
      return null;
    },
    refs: async (args: PageArguments & { refPrefix: string; query?: string }) => {
      const prefix = args.refPrefix.replace(/\/+$/, '');
      const refs = (await repository.refs(`${prefix}/`)).filter(
        ref => !args.query || ref.name.slice(prefix.length + 1).includes(args.query),
      );
      return connection('refs', args, refs, ref => refNode(context, ref, prefix));
    },
    pullRequest: async ({ number }: { number: number }) => {
      const pull = (await pulls.list()).find(candidate => candidate.number === number);
      if (!pull) throw notFound(`Could not resolve to a PullRequest with the number of ${number}.`);
      return pullNode(context, pull);
    },
    pullRequests: async (args: PullFilter) => pullConnection(context, args, await pulls.list()),
  };
}

/** GraphQL `Ref` of a branch; null when it is gone. */
export async function branchNode(context: ForgeContext, branch: string): Promise<unknown> {
  const ref = await context.repository.ref(`refs/heads/${branch}`);
  return ref ? refNode(context, ref, 'refs/heads') : null;
}

/** The name is relative to the prefix by which the ref was asked for. */
function refNode(context: ForgeContext, ref: RefInfo, prefix: string): unknown {
  return {
    id: nodeId('REF', ref.name),
    name: ref.name.slice(prefix.length + 1),
    prefix: `${prefix}/`,
    target: () => objectNode(context, ref.sha),
    associatedPullRequests: async (args: PullFilter) => {
      const pulls = (await context.pulls.list()).filter(
        pull => `refs/heads/${pull.head}` === ref.name,
      );
      return pullConnection(context, args, pulls);
    },
  };
}
