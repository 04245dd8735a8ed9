import { TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { answerGate, gatePaths, Gates } from './answerGate';
import { parseTrafficQuery, QueryProblem, TrafficQuery } from './parseTrafficQuery';

/** What the server answers with. */
export interface MeshServerParts extends Gates {
  metrics(): Promise<{ contentType: string; text: string }>;
  traffic(query: TrafficQuery): TrafficSnapshot;
  /** Text in OpenMetrics format, piece by piece. */
  history(extraLabels: Record<string, string>): Iterable<string>;
  health(): object;
  /** Has the queries of people's MetricTemplates asked at this origin from now on. */
  askPrometheus(url: string): void;
}

const MOST_CHARACTERS = 10_000;

/**
 * The mesh over HTTP: `/metrics`, `/traffic`, `/history?job=&instance=` and `/healthz`; gates by POST, as at Flagger's
 * load tester; PUT `/prometheus`. It has no secrets, and is to be bound to the loopback interface.
 */
export function createMeshServer(parts: MeshServerParts): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://mesh');
    const answered =
      request.method === 'GET'
        ? answer(parts, url, response)
        : change(parts, url.pathname, request, response);
    answered.catch((error: Error) => {
      if (response.headersSent) response.destroy(error);
      else sendJson(response, 500, { error: { name: error.name, message: error.message } });
    });
  });
}

async function change(
  parts: MeshServerParts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? '';
  const isGate = method === 'POST' && gatePaths.has(path);
  if (!isGate && !(method === 'PUT' && path === '/prometheus')) {
    sendJson(response, 405, notAllowed(method));
    return;
  }
  // A page in somebody's browser has no business here.
  if (request.headers.origin !== undefined) {
    const message = 'Gates are opened by a command, not by a page.';
    sendJson(response, 403, { error: { name: 'NotAllowedError', message } });
    return;
  }
  const text = await bodyOf(request);
  if (text === undefined) {
    const message = `The body is longer than ${MOST_CHARACTERS} characters.`;
    sendJson(response, 413, { error: { name: 'InputError', message } });
    return;
  }
  if (isGate) {
    const { status, body } = answerGate(path, text, parts);
    sendJson(response, status, body);
    return;
  }
  if (!/^http:\/\/(127\.0\.0\.1|localhost):\d+$/.test(text)) {
    const message =
      'Send the origin of a Prometheus on this machine, such as http://127.0.0.1:9090.';
    sendJson(response, 400, { error: { name: 'InputError', message } });
    return;
  }
  parts.askPrometheus(text);
  response.writeHead(204).end();
}

/** Undefined when it is longer than anybody has a reason for. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  request.setEncoding('utf8');
  let text = '';
  // Read to its end, so that there is a connection for the answer.
  for await (const chunk of request) {
    if (text.length <= MOST_CHARACTERS) text += chunk;
  }
  return text.length > MOST_CHARACTERS ? undefined : text;
}

async function answer(parts: MeshServerParts, url: URL, response: ServerResponse): Promise<void> {
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
  return {
    error: {
      name: 'NotAllowedError',
      message: `${method} is not possible here; use GET, or POST for gates.`,
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
