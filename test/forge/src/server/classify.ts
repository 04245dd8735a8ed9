import { Request } from 'express';
import { RequestEntry } from './RequestLog';
import { RestRoute } from './restRoutes';

/** What a request turned out to be. */
export interface Classified {
  kind: RequestEntry['kind'];
  access: RequestEntry['access'];
  /** Without `/api/v3` and without the query. */
  path: string;
  /** Git's service, GraphQL's operation name or REST's operation id. */
  operation?: string;
  /** Of a REST request that the forge speaks. */
  route?: RestRoute;
}

const restRoots = /^\/(repos|users?|apps?|installation|orgs|rate_limit|search|issues)(\/|$)/;
const gitPath = /^\/[^/]+\/[^/]+\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** POST requests that change nothing. */
const reads = new Set(['apps/create-installation-access-token']);

/** Tells the doors apart: git, GraphQL and REST (at `/` and at `/api`, as on a server of one's own), else the web. */
export function classify(
  request: Request,
  findRoute: (method: string, path: string) => RestRoute | undefined,
): Classified {
  const { pathname, searchParams } = new URL(request.url, 'http://forge');
  if (gitPath.test(pathname)) {
    const operation = searchParams.get('service') ?? pathname.split('/').pop();
    const access = operation === 'git-receive-pack' ? 'write' : 'read';
    return { kind: 'git', access, path: pathname, operation };
  }
  if (pathname === '/graphql' || pathname === '/api/graphql') {
    return { kind: 'graphql', access: 'read', path: pathname };
  }
  const prefixed = pathname.startsWith('/api/v3/');
  const path = prefixed ? pathname.slice('/api/v3'.length) : pathname;
  if (prefixed || restRoots.test(path)) {
    const route = findRoute(request.method, path.replace(/(.)\/$/, '$1'));
    const operation = route?.operation.operationId;
    const isRead = request.method === 'GET' || (operation !== undefined && reads.has(operation));
    return { kind: 'rest', access: isRead ? 'read' : 'write', path, operation, route };
  }
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return { kind: 'web', access: isRead ? 'read' : 'write', path };
}
