import { GithubError } from '../model/GithubError';
import { User } from '../model/people';
import { RestRequest, RestResponse } from './types';

export function ok(body: unknown): RestResponse {
  return { status: 200, body };
}

export function created(body: unknown): RestResponse {
  return { status: 201, body };
}

/** The page that the request asks for; GitHub's defaults are 30 a page and at most 100. */
export function pageOf<T>(
  request: RestRequest,
  items: T[],
): { items: T[]; page: RestResponse['page'] } {
  const perPage = Math.min(Math.max(Number(request.query.per_page ?? 30), 1), 100);
  const current = Math.max(Number(request.query.page ?? 1), 1);
  return {
    items: items.slice((current - 1) * perPage, current * perPage),
    page: { current, last: Math.max(Math.ceil(items.length / perPage), 1) },
  };
}

/** A list, cut to the page that the request asks for. */
export async function list<T>(
  request: RestRequest,
  all: T[],
  shape: (item: T) => unknown,
): Promise<RestResponse> {
  const { items, page } = pageOf(request, all);
  return { status: 200, body: await Promise.all(items.map(shape)), page };
}

/** Who writes. Throws 401 when nobody is signed in. */
export function signedIn(request: RestRequest): User {
  if (!request.actor) throw new GithubError(401, 'Requires authentication');
  return request.actor.user;
}
