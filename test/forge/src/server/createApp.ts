import express, { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { Faults } from '../faults/Faults';
import { strike } from '../faults/strike';
import { ForgeContext } from '../ForgeContext';
import { GithubError } from '../model/GithubError';
import { ApiValidator } from '../openapi/ApiValidator';
import { Violations } from '../openapi/Violations';
import { isoDate } from '../git/parse';
import { webRoutes } from '../web/webRoutes';
import { Classified, classify } from './classify';
import { RequestEntry, RequestLog } from './RequestLog';
import { restRoutes } from './restRoutes';
import { serveGit } from './serveGit';
import { serveGraphql } from './serveGraphql';
import { serveRest } from './serveRest';

export interface AppParts {
  context: ForgeContext;
  requests: RequestLog;
  faults: Faults;
  violations: Violations;
}

// Shared by all forges of a process: putting the checks together takes longer than starting one.
const validator = new ApiValidator();

/** Puts the forge's doors behind one another: note the request, let faults strike, answer it. */
export function createApp({ context, requests, faults, violations }: AppParts): Express {
  const findRoute = restRoutes(validator.operations);
  const rest = serveRest({ context, validator, violations });
  const graphql = serveGraphql(context, violations);
  const git = serveGit(context);
  const readJson = express.json({ limit: '50mb', type: () => true });
  const readForm = express.urlencoded({ extended: false });

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');

  app.use((request, response, next) => {
    response.locals.classified = classify(request, findRoute);
    next();
  });
  app.use((request, response, next) => {
    const { kind } = response.locals.classified as Classified;
    if (kind === 'git') next();
    else (kind === 'web' ? readForm : readJson)(request, response, next);
  });
  app.use(
    forwardErrors(async (request, response, next) => {
      const { kind, access, operation } = response.locals.classified as Classified;
      const entry: RequestEntry = {
        kind,
        access,
        method: request.method,
        path: request.url,
        operation: kind === 'graphql' ? operationName(request.body) : operation,
        at: isoDate(context.now()),
      };
      requests.add(entry);
      response.on('finish', () => {
        entry.status = response.statusCode;
      });
      const fault = faults.next(entry);
      if (!fault || (await strike(fault, response))) next();
    }),
  );
  app.use(
    forwardErrors(async (request, response, next) => {
      const { kind } = response.locals.classified as Classified;
      if (kind === 'web') next();
      else await { rest, graphql, git }[kind](request, response, next);
    }),
  );
  app.use(webRoutes(context));
  app.use(answerErrors(violations));
  return app;
}

/** Express 4 does not wait for promises. */
export function forwardErrors(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    Promise.resolve(handler(request, response, next)).catch(next);
  };
}

function operationName(body: unknown): string | undefined {
  const { query, operationName: name } = (body ?? {}) as { query?: string; operationName?: string };
  return name ?? /^\s*query\s+(\w+)/m.exec(query ?? '')?.[1];
}

function answerErrors(violations: Violations): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    if (response.headersSent) {
      response.destroy();
    } else if (error instanceof GithubError) {
      response.status(error.status).json(error.toBody());
    } else if (error?.type === 'entity.parse.failed' || error instanceof URIError) {
      response.status(400).json(new GithubError(400, 'Problems parsing JSON').toBody());
    } else {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      violations.report(`The forge failed: ${message}`);
      response.status(500).json(new GithubError(500, message).toBody());
    }
  };
}
