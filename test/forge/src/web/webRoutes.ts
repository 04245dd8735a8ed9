import { RequestHandler, Response, Router } from 'express';
import { ForgeContext } from '../ForgeContext';
import { GithubError } from '../model/GithubError';
import { mergePull } from '../model/mergePull';
import { commitPage, commitsPage, filePage, locate } from './filePages';
import { html } from './html';
import { layout } from './layout';
import { pullPage } from './pullPage';
import { pullsPage } from './pullsPage';
import { styles } from './styles';

/** The pages for people. Reading needs no sign-in; whoever merges says who they are. */
export function webRoutes(context: ForgeContext): Router {
  const { info, repository, pulls } = context;
  const root = `/${info.owner}/${info.name}`;
  const router = Router();
  const page =
    (handler: RequestHandler): RequestHandler =>
    (request, response, next) => {
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; style-src 'self'; img-src 'self' data: http: https:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      Promise.resolve(handler(request, response, next)).catch(error =>
        sendError(context, error, response, next),
      );
    };

  router.get('/', (_, response) => response.redirect(`${root}/pulls`));
  router.get('/assets/forge.css', (_, response) => {
    response.type('css').send(styles);
  });
  router.get('/avatars/:login.svg', (request, response) => {
    const initial = html`${request.params.login.slice(0, 1).toUpperCase()}`.text;
    response
      .type('svg')
      .send(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="20" fill="#59636e"/><text x="20" y="27" text-anchor="middle" font-family="sans-serif" font-size="20" fill="#fff">${initial}</text></svg>`,
      );
  });

  router.get(
    root,
    page(async (_, response) => {
      response.send(await filePage(context, await locate(context, info.defaultBranch)));
    }),
  );
  router.get(
    [`${root}/tree/*`, `${root}/blob/*`],
    page(async (request, response) => {
      response.send(await filePage(context, await locate(context, rest(request.params))));
    }),
  );
  router.get(
    `${root}/raw/*`,
    page(async (request, response) => {
      const { commit, path } = await locate(context, rest(request.params));
      const entry = await repository.entryAt(commit, path);
      if (entry?.type !== 'blob') throw GithubError.notFound();
      response.setHeader('x-content-type-options', 'nosniff');
      response.type('text/plain').send(await repository.blob(entry.sha));
    }),
  );
  router.get(
    `${root}/legacy.tar.gz/:sha`,
    page(async (request, response) => {
      const sha = await repository.resolveCommit(request.params.sha);
      if (!sha) throw GithubError.notFound();
      const prefix = `${info.owner}-${info.name}-${sha.slice(0, 7)}/`;
      const args = ['archive', '--format=tar.gz', `--prefix=${prefix}`, sha];
      response.type('application/x-gzip').send((await repository.git.run(args)).stdout);
    }),
  );
  router.get(
    `${root}/commits/*`,
    page(async (request, response) => {
      response.send(await commitsPage(context, await locate(context, rest(request.params))));
    }),
  );
  router.get(
    `${root}/commit/:sha`,
    page(async (request, response) => {
      response.send(await commitPage(context, request.params.sha));
    }),
  );
  router.get(
    `${root}/pulls`,
    page(async (_, response) => {
      response.send(await pullsPage(context));
    }),
  );
  router.get(
    `${root}/pull/:number(\\d+)`,
    page(async (request, response) => {
      response.send(await pullPage(context, await pulls.get(Number(request.params.number))));
    }),
  );
  router.post(
    `${root}/pull/:number(\\d+)/:action(merge|close)`,
    page(async (request, response) => {
      refuseOtherSites(context, request.headers.origin);
      const pull = await pulls.get(Number(request.params.number));
      const { login, method, sha } = request.body as Record<string, string | undefined>;
      const user = context.access.user(login ?? '');
      try {
        await context.exclusively(async () => {
          if (request.params.action === 'close') {
            await pulls.update(pull, { state: 'closed' });
          } else if (user && (method === 'squash' || method === 'rebase' || method === 'merge')) {
            await mergePull({ ...context, owner: info.owner }, pull, user, { method, sha });
          } else {
            throw new GithubError(422, 'Say who merges and how.');
          }
        });
        response.redirect(303, `${root}/pull/${pull.number}`);
      } catch (error) {
        if (!(error instanceof GithubError)) throw error;
        response.status(error.status).send(await pullPage(context, pull, error.message));
      }
    }),
  );
  router.use(
    page(async () => {
      throw GithubError.notFound();
    }),
  );
  return router;
}

/** A page of another site must not press the button. */
function refuseOtherSites({ url }: ForgeContext, origin: string | undefined): void {
  const port = new URL(url).port;
  const own = [url, `http://localhost:${port}`];
  if (origin !== undefined && !own.includes(origin)) {
    throw new GithubError(403, 'This form was sent from another site.');
  }
}

function rest(params: Record<string, string>): string {
  return params[0];
}

function sendError(
  context: ForgeContext,
  error: unknown,
  response: Response,
  next: (error: unknown) => void,
): void {
  if (!(error instanceof GithubError)) {
    next(error);
    return;
  }
  const title = error.status === 404 ? 'Nothing here' : error.message;
  const content = html`<h1>${title}</h1>
    <p>
      <a href="/${context.info.owner}/${context.info.name}/pulls">To the pull requests</a>
    </p>`;
  response.status(error.status).send(layout(context, { title, content }));
}
