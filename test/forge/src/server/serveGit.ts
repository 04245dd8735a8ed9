import { spawn } from 'node:child_process';
import { Request, RequestHandler, Response } from 'express';
import { dirname } from 'node:path';
import { ForgeContext } from '../ForgeContext';
import { gitEnvironment } from '../git/Git';
import { GithubError } from '../model/GithubError';
import { Classified } from './classify';

/** Lets `git clone`, `git fetch` and `git push` through to git's own server program. */
export function serveGit(context: ForgeContext): RequestHandler {
  const { info, repository, access } = context;
  return async (request, response) => {
    const classified = response.locals.classified as Classified;
    const [, owner, name, ...service] = classified.path.split('/');
    if (owner !== info.owner || name.replace(/\.git$/, '') !== info.name) {
      throw GithubError.notFound();
    }
    const actor = gitActor(access, request);
    if (!actor && (classified.access === 'write' || request.headers.authorization)) {
      response.setHeader('www-authenticate', 'Basic realm="forge"');
      response.status(401).type('text/plain').send('Sign in with a token as the password.\n');
      return;
    }
    // The directory of the repository is <somewhere>/<name>.git.
    await runBackend(request, response, {
      GIT_PROJECT_ROOT: dirname(repository.path),
      PATH_INFO: `/${info.name}.git/${service.join('/')}`,
      REMOTE_USER: actor?.user.login ?? '',
    });
  };
}

function gitActor(access: ForgeContext['access'], request: Request) {
  try {
    return access.actor(request.headers.authorization);
  } catch (error) {
    if (error instanceof GithubError) return undefined;
    throw error;
  }
}

/** Speaks CGI (RFC 3875) with `git http-backend`. */
function runBackend(
  request: Request,
  response: Response,
  env: Record<string, string>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        ...gitEnvironment,
        ...env,
        GIT_HTTP_EXPORT_ALL: '1',
        REQUEST_METHOD: request.method,
        QUERY_STRING: request.url.split('?')[1] ?? '',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        REMOTE_ADDR: request.socket.remoteAddress ?? '',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let head: Buffer | undefined = Buffer.alloc(0);
    child.on('error', reject);
    child.stdin.on('error', () => child.stdin.destroy());
    request.pipe(child.stdin);
    child.stdout.on('data', (chunk: Buffer) => {
      if (!head) {
        response.write(chunk);
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      writeHeaders(head.subarray(0, end).toString('latin1'), response);
      response.write(head.subarray(end + 4));
      head = undefined;
    });
    child.on('close', () => {
      response.end();
      resolve();
    });
  });
}

function writeHeaders(text: string, response: Response): void {
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') {
      response.status(parseInt(value, 10));
    } else {
      response.setHeader(name, value);
    }
  }
}
