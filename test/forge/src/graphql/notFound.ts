import { GraphQLError } from 'graphql';

/** The error that GitHub's GraphQL API gives for a thing that is not there. */
export function notFound(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } });
}
