import { ForgeContext } from '../../ForgeContext';
import { isAncestor } from '../../git/compare';
import { GitError } from '../../git/Git';
import { RefInfo } from '../../git/types';
import { GithubError } from '../../model/GithubError';
import { created, ok } from '../respond';
import { nodeId } from '../shapes/nodeId';
import { repositoryApi } from '../shapes/repositoryShape';
import { RestHandlers } from '../types';

export const gitRefHandlers: RestHandlers<
  'git/get-ref' | 'git/list-matching-refs' | 'git/create-ref' | 'git/update-ref' | 'git/delete-ref'
> = {
  'git/get-ref': async (context, { params }) => {
    const ref = await context.repository.ref(`refs/${params.ref}`);
    if (!ref) throw GithubError.notFound();
    return ok(refShape(context, ref));
  },

  'git/list-matching-refs': async (context, { params }) => {
    const refs = await context.repository.refs('refs/');
    const visible = refs.filter(ref => ref.name.startsWith(`refs/${params.ref}`));
    return ok(visible.map(ref => refShape(context, ref)));
  },

  'git/create-ref': async (context, request) => {
    const { ref, sha } = request.body as { ref: string; sha: string };
    if (!/^refs\/[^/]+\/.+/.test(ref)) {
      throw new GithubError(422, 'Reference name must start with "refs/" and have two slashes');
    }
    await requireObject(context, sha);
    if (await context.repository.ref(ref)) {
      throw new GithubError(422, 'Reference already exists');
    }
    await moveRef(context, ref, sha, null);
    return created(refShape(context, { name: ref, sha, type: 'commit' }));
  },

  'git/update-ref': async (context, { params, body }) => {
    const { sha, force = false } = body as { sha: string; force?: boolean };
    const name = `refs/${params.ref}`;
    const ref = await context.repository.ref(name);
    if (!ref) throw new GithubError(422, 'Reference does not exist');
    await requireObject(context, sha);
    if (!force && !(await isAncestor(context.repository, ref.sha, sha))) {
      throw new GithubError(422, 'Update is not a fast forward');
    }
    await moveRef(context, name, sha, ref.sha);
    return ok(refShape(context, { ...ref, sha }));
  },

  'git/delete-ref': async (context, { params }) => {
    const name = `refs/${params.ref}`;
    if (!(await context.repository.ref(name))) {
      throw new GithubError(422, 'Reference does not exist');
    }
    if (name === `refs/heads/${context.info.defaultBranch}`) {
      throw new GithubError(422, 'Cannot delete the default branch');
    }
    await context.repository.deleteRef(name);
    return { status: 204 };
  },
};

async function requireObject({ repository }: ForgeContext, sha: string): Promise<void> {
  if ((await repository.objectType(sha)) !== 'commit') {
    throw new GithubError(422, 'Object does not exist');
  }
}

/** git refuses names that are malformed or lie below another branch. */
async function moveRef(
  { repository }: ForgeContext,
  name: string,
  to: string,
  from: string | null,
): Promise<void> {
  try {
    await repository.updateRef(name, to, from);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new GithubError(422, 'Reference update failed');
  }
}

function refShape(context: ForgeContext, ref: RefInfo) {
  return {
    ref: ref.name,
    node_id: nodeId('REF', ref.name),
    url: `${repositoryApi(context)}/git/${ref.name}`,
    object: {
      sha: ref.sha,
      type: ref.type,
      url: `${repositoryApi(context)}/git/commits/${ref.sha}`,
    },
  };
}
