import { Express } from 'express';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Faults } from './faults/Faults';
import { ForgeContext } from './ForgeContext';
import { GitRepository } from './git/GitRepository';
import { isoDate } from './git/parse';
import { Access, defaultTokens } from './model/Access';
import { Checks } from './model/Checks';
import { PullRequests } from './model/PullRequests';
import { Violations } from './openapi/Violations';
import { commitFiles, CommitFiles } from './commitFiles';
import { seedRepository } from './seed/seedRepository';
import { createApp } from './server/createApp';
import { RequestLog } from './server/RequestLog';

export interface ForgeOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Where the bare repository lies; a temporary directory, removed at the end, when absent. */
  directory?: string;
  /** Whether an empty repository gets the demo's files and history; true when absent. */
  seed?: boolean;
  /** Login by token, instead of the demo's people and the portal's account. */
  tokens?: Record<string, string>;
  /**
   * True, the default: whatever does not follow GitHub's descriptions fails, at the latest when the forge is closed.
   * False: it is only logged.
   */
  strict?: boolean;
  log?: (sentence: string) => void;
}

/** A running forge. */
export interface Forge {
  /** Base URL of web pages, git, REST (`<url>` or `<url>/api/v3`) and GraphQL; without a slash at the end. */
  url: string;
  /** `<url>/<owner>/<repository>`: what `meshTraffic.meshes[].gitops.repository` and `git clone` take. */
  repositoryUrl: string;
  /** The bare repository on disk. */
  repositoryPath: string;
  /** The first of the tokens: the portal's. */
  token: string;
  requests: RequestLog;
  faults: Faults;
  violations: Violations;
  /** Commits files to a branch as somebody with a clone would; gives the commit's id. */
  commit(change: CommitFiles): Promise<string>;
  /** Ends it. In strict mode it throws what did not follow GitHub's descriptions. */
  close(): Promise<void>;
}

/** Starts a forge on the loopback interface. Throws when the port is taken. */
export async function startForge(options: ForgeOptions = {}): Promise<Forge> {
  const { tokens = defaultTokens, strict = true, log = () => {} } = options;
  const ready: { app?: Express } = {};
  const server = createServer((request, response) => {
    if (ready.app) ready.app(request, response);
    else response.writeHead(503, { 'retry-after': '1' }).end('The forge is starting.\n');
  });
  // First of all, so that a port that is taken leaves nothing behind.
  const url = await listen(server, options.port ?? 0);
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'forge-')));
  const context = await createContext(url, directory, tokens);
  if (options.seed !== false && (await context.repository.refs('refs/heads/')).length === 0) {
    await seedRepository(context);
  }
  const requests = new RequestLog();
  const faults = new Faults();
  const violations = new Violations(strict, log);
  ready.app = createApp({ context, requests, faults, violations });
  const { info, repository } = context;

  return {
    url,
    repositoryUrl: `${url}/${info.owner}/${info.name}`,
    repositoryPath: repository.path,
    token: Object.keys(tokens)[0] ?? '',
    requests,
    faults,
    violations,
    commit: change => context.exclusively(() => commitFiles(context, change)),
    close: async () => {
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      // What is still at work writes to the repository.
      await context.exclusively(async () => {});
      if (!options.directory) await rm(directory, { recursive: true, force: true, maxRetries: 5 });
      if (strict && violations.sentences.length > 0) {
        throw new Error(violations.sentences.join('\n'));
      }
    },
  };
}

async function createContext(
  url: string,
  directory: string,
  tokens: Record<string, string>,
): Promise<ForgeContext> {
  const now = () => new Date();
  const info = {
    id: 1,
    owner: 'acme',
    name: 'gitops',
    defaultBranch: 'main',
    description: 'What runs in the demo cluster',
    createdAt: isoDate(now().getTime() - 60 * 86_400_000),
  };
  const repository = await GitRepository.open(join(directory, info.owner, `${info.name}.git`));
  let lastId = 0;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    url,
    info,
    repository,
    access: new Access(tokens),
    pulls: new PullRequests(repository, info.owner, now),
    checks: new Checks(now),
    now,
    nextId: () => {
      lastId += 1;
      return lastId;
    },
    exclusively: work => {
      const result = queue.then(work);
      // A failure is its caller's; the next one goes on.
      queue = result.catch(() => undefined);
      return result;
    },
  };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: actual } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${actual}`);
    });
  });
}
