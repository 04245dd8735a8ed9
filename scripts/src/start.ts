import { parseArgs } from 'node:util';
import { findScenario, scenarios } from 'mesh';
import { portIsFree } from './portal/ports';
import { Portal, startPortal } from './portal/startPortal';

const USAGE = `npm start -- [--port <number>] [--scenario <name>]   the portal, as it is installed
npm run dev -- [--port <number>] [--scenario <name>] the same, with hot reload of frontend and backend

--port, or the environment variable PORT: where the portal is opened; default 7007 (dev: 3000).
--scenario: what happens in the mesh; default "default".
${scenarios.map(({ name, description }) => `  ${name}: ${description}`).join('\n')}`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      scenario: { type: 'string', default: 'default' },
      dev: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const { name: scenario, look } = findScenario(values.scenario);
  const wanted = values.port ?? process.env.PORT ?? (values.dev ? '3000' : '7007');
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    console.error(`"${wanted}" is no port: it must be a number from 1 to 65535.`);
    return 1;
  }
  if (!(await portIsFree(port))) {
    const command = values.dev ? 'npm run dev' : 'npm start';
    console.error(
      `Port ${port} is in use. End what uses it, or take another one: ${command} -- --port ${port + 1}`,
    );
    return 1;
  }

  const interruption = new AbortController();
  const interrupted = new Promise<undefined>(resolve => {
    interruption.signal.addEventListener('abort', () => resolve(undefined));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      console.log('\nStopping ...');
      interruption.abort();
    });
  }

  let portal: Portal;
  try {
    portal = await startPortal({
      port,
      scenario,
      development: values.dev,
      signal: interruption.signal,
      onProgress: sentence => console.log(sentence),
    });
  } catch (error) {
    if (interruption.signal.aborted) return 0;
    throw error;
  }
  console.log(greeting(portal, { scenario, look }));
  const death = await Promise.race([portal.died, interrupted]);
  if (death !== undefined) console.error(`\n${death}\nStopping ...`);
  await portal.stop({ keepLogs: death !== undefined });
  return death === undefined ? 0 : 1;
}

function greeting(
  { url, meshUrl, prometheus, logFolder }: Portal,
  { scenario, look }: { scenario: string; look?: string },
): string {
  const source = 'url' in prometheus ? 'a real Prometheus' : 'the built-in mesh';
  // The usual day has one address alone: whoever sees this for the first time needs no other.
  const todo = look
    ? `${scenario}: ${look}
  Sign in as Ana; all of it is in the tab Traffic. Numbers come from ${source}.
  Gates of releases are opened and closed at ${meshUrl}: see test/mesh/README.md.`
    : `Sign in as Ana, open Backend, then its tab Traffic. Numbers come from ${source}.`;
  return `
  Open ${url}

  ${todo}
  Stop with Ctrl-C. Logs: ${logFolder}
`;
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
