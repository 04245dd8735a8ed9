import { RequestHandler, Response } from 'express';
import { ForgeContext } from '../ForgeContext';
import { GithubError } from '../model/GithubError';
import { ApiValidator } from '../openapi/ApiValidator';
import { OperationId } from '../openapi/operationIds';
import { Violations } from '../openapi/Violations';
import { restHandlers } from '../rest/handlers';
import { RestResponse } from '../rest/types';
import { Classified } from './classify';

interface Parts {
  context: ForgeContext;
  validator: ApiValidator;
  violations: Violations;
}

/** Answers REST requests; both what comes in and what goes out is held to GitHub's description. */
export function serveRest({ context, validator, violations }: Parts): RequestHandler {
  const { info } = context;

  return async (request, response) => {
    const { route, path } = response.locals.classified as Classified;
    if (!route) {
      violations.report(`The forge does not speak ${request.method} ${path}`);
      throw GithubError.notFound();
    }
    const { operation, params } = route;
    if (params.repo && !sameName(`${params.owner}/${params.repo}`, `${info.owner}/${info.name}`)) {
      throw GithubError.notFound();
    }
    const actor = context.access.actor(request.headers.authorization);
    if (!actor && operation.method !== 'GET') {
      throw new GithubError(401, 'Requires authentication');
    }
    const query: Record<string, unknown> = { ...request.query };
    const wrong = [
      ...validator.checkQuery(operation, query),
      ...validator.checkRequest(operation, request.body),
    ];
    if (wrong.length > 0) {
      violations.report(`${operation.operationId} was asked wrongly: ${wrong.join('; ')}`);
      throw new GithubError(422, `Invalid request.\n\n${wrong.join('\n')}`);
    }
    const answer = () =>
      restHandlers[operation.operationId as OperationId](context, {
        params,
        query,
        body: request.body,
        actor,
        accept: request.headers.accept ?? '',
      });
    const result = await (operation.method === 'GET' ? answer() : context.exclusively(answer));
    if (!Buffer.isBuffer(result.body)) {
      const odd = validator.checkResponse(operation, result.status, toJson(result.body));
      if (odd.length > 0) {
        const sentence = `${operation.operationId} answers unlike GitHub: ${odd.join('; ')}`;
        violations.report(sentence);
        if (violations.strict) throw new Error(sentence);
      }
    }
    addLinks(`${context.url}${path}`, query, result, response);
    send(result, response);
  };
}

function send(result: RestResponse, response: Response): void {
  response.status(result.status);
  if (result.location) response.setHeader('location', result.location);
  if (result.body === undefined) {
    response.end();
  } else if (Buffer.isBuffer(result.body)) {
    response.type(result.contentType ?? 'application/octet-stream').send(result.body);
  } else {
    response.json(result.body);
  }
}

/** The `link` header by which clients walk the pages of a list. */
function addLinks(
  url: string,
  query: Record<string, unknown>,
  { page }: RestResponse,
  response: Response,
): void {
  if (!page || page.last <= 1) return;
  const link = (relation: string, number: number) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, page: number })) {
      search.set(name, String(value));
    }
    return `<${url}?${search}>; rel="${relation}"`;
  };
  const links = [
    ...(page.current > 1 ? [link('prev', page.current - 1), link('first', 1)] : []),
    ...(page.current < page.last ? [link('next', page.current + 1), link('last', page.last)] : []),
  ];
  response.setHeader('link', links.join(', '));
}

function toJson(body: unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body));
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
