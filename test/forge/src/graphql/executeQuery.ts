import { buildSchema, execute, GraphQLError, parse, validate } from 'graphql';
import { ForgeContext } from '../ForgeContext';
import { isoDate } from '../git/parse';
import { User } from '../model/people';
import { actorNode } from './accountNodes';
import { forgeSdl } from './forgeSdl';
import { fullSchema } from './fullSchema';
import { notFound } from './notFound';
import { repositoryNode } from './repositoryNode';

/** The part of GitHub's GraphQL schema that the forge answers. */
export const forgeSchema = buildSchema(forgeSdl);

export interface GraphqlRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** Executes a query; the result is GitHub's, with `type` beside each error's message. */
export async function executeQuery(context: ForgeContext, viewer: User, request: GraphqlRequest) {
  try {
    const document = parse(request.query);
    const mistakes = validate(forgeSchema, document);
    if (mistakes.length > 0) return { errors: mistakes.map(errorShape) };
    const result = await execute({
      schema: forgeSchema,
      document,
      rootValue: rootOf(context, viewer),
      variableValues: request.variables,
      operationName: request.operationName,
    });
    return { data: result.data, ...(result.errors && { errors: result.errors.map(errorShape) }) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [errorShape(error)] };
    throw error;
  }
}

/** Sentences on what GitHub's whole schema finds wrong with a query. */
export function checkQuery(query: string): string[] {
  try {
    return validate(fullSchema(), parse(query)).map(error => error.message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}

function rootOf(context: ForgeContext, viewer: User) {
  const { info, now } = context;
  return {
    viewer: () => ({ ...actorNode(context, viewer), __typename: 'User' }),
    rateLimit: () => ({
      cost: 1,
      limit: 5000,
      remaining: 4999,
      used: 1,
      resetAt: isoDate(now().getTime() + 3_600_000),
    }),
    repository: ({ owner, name }: { owner: string; name: string }) => {
      if (`${owner}/${name}`.toLowerCase() !== `${info.owner}/${info.name}`.toLowerCase()) {
        throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
      }
      return repositoryNode(context);
    },
  };
}

function errorShape(error: GraphQLError) {
  const { type } = error.extensions;
  return {
    ...(type ? { type } : {}),
    message: error.message,
    path: error.path,
    locations: error.locations,
  };
}
