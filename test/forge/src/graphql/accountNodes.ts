import { ForgeContext } from '../ForgeContext';
import { Signature } from '../git/types';
import { User } from '../model/people';
import { nodeId } from '../rest/shapes/nodeId';

/** GraphQL `Actor`, that is `User` or `Bot`. GraphQL leaves out a bot's `[bot]`. */
export function actorNode({ url }: ForgeContext, user: User) {
  const login = user.login.replace('[bot]', '');
  return {
    __typename: user.type,
    id: nodeId(user.type, user.id),
    login,
    name: user.name,
    email: user.email,
    url: `${url}/${login}`,
    avatarUrl: `${url}/avatars/${encodeURIComponent(user.login)}.svg`,
  };
}

/** GraphQL `GitActor`. */
export function gitActorNode(context: ForgeContext, signature: Signature) {
  const user = context.access.userByEmail(signature.email);
  return { ...signature, user: user?.type === 'User' ? actorNode(context, user) : null };
}
