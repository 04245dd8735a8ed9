import { RequestHandler } from 'express';
import { ForgeContext } from '../ForgeContext';
import { checkQuery, executeQuery, GraphqlRequest } from '../graphql/executeQuery';
import { GithubError } from '../model/GithubError';
import { Violations } from '../openapi/Violations';

/** Answers GraphQL. GitHub's GraphQL API wants a token for reading too. */
export function serveGraphql(context: ForgeContext, violations: Violations): RequestHandler {
  return async (request, response) => {
    const actor = context.access.actor(request.headers.authorization);
    if (!actor) throw new GithubError(401, 'This endpoint requires you to be authenticated.');
    const body = request.body as GraphqlRequest;
    if (typeof body?.query !== 'string')
      throw new GithubError(400, 'A query attribute must be specified and must be a string.');
    if (violations.strict) {
      const wrong = checkQuery(body.query);
      if (wrong.length > 0) {
        violations.report(`A query does not fit GitHub's schema: ${wrong.join('; ')}`);
      }
    }
    response.json(await executeQuery(context, actor.user, body));
  };
}
