import { TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { createServer, Server, ServerResponse } from 'http';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { parseTrafficQuery, QueryProblem, TrafficQuery } from './parseTrafficQuery';

/** What the server answers with. */
export interface MeshServerParts {
  metrics(): Promise<{ contentType: string; text: string }>;
  traffic(query: TrafficQuery): TrafficSnapshot;
  /** Text in OpenMetrics format, piece by piece. */
  history(extraLabels: Record<string, string>): Iterable<string>;
  health(): object;
}

/**
 * The mesh over HTTP: `/metrics`, `/traffic`, `/history?job=&instance=` and `/healthz`. It has no secrets and
 * changes nothing; it is to be bound to the loopback interface.
 */
export function createMeshServer(parts: MeshServerParts): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://mesh');
    answer(parts, request.method ?? 'GET', url, response).catch((error: Error) => {
      if (response.headersSent) response.destroy(error);
      else sendJson(response, 500, { error: { name: error.name, message: error.message } });
    });
  });
}

async function answer(
  parts: MeshServerParts,
  method: string,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET') {
    sendJson(response, 405, notAllowed(method));
    return;
  }
  switch (url.pathname) {
    case '/metrics': {
      const { contentType, text } = await parts.metrics();
      response.writeHead(200, { 'content-type': contentType }).end(text);
      return;
    }
    case '/traffic': {
      const query = parseTrafficQuery(url.searchParams);
      if (query instanceof QueryProblem) {
        sendJson(response, 400, { error: { name: 'InputError', message: query.message } });
      } else {
        sendJson(response, 200, parts.traffic(query));
      }
      return;
    }
    case '/history': {
      response.writeHead(200, { 'content-type': 'application/openmetrics-text; version=1.0.0' });
      const pieces = parts.history(Object.fromEntries(url.searchParams));
      await pipeline(Readable.from(pieces), response);
      return;
    }
    case '/healthz':
      sendJson(response, 200, parts.health());
      return;
    default:
      sendJson(response, 404, {
        error: {
          name: 'NotFoundError',
          message: `There is no ${url.pathname} here; ask for /metrics, /traffic or /healthz.`,
        },
      });
  }
}

function notAllowed(method: string): object {
  return { error: { name: 'NotAllowedError', message: `${method} is not possible; use GET.` } };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
