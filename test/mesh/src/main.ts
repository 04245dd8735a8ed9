import { parseArgs } from 'util';
import { scenarios } from './scenario/scenarios';
import { startMesh } from './startMesh';

const USAGE = `Usage: tsx main.ts --repository <url or path> [--branch main] [--port N] [--scenario NAME]
                   [--seed N] [--tick-ms N] [--history-minutes N] [--prometheus URL]
The token for the repository is read from MESH_TOKEN. SIGTERM or Ctrl-C ends it.
Scenarios:
${scenarios.map(({ name, description }) => `  ${name}: ${description}`).join('\n')}
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repository: { type: 'string' },
      branch: { type: 'string', default: 'main' },
      port: { type: 'string' },
      scenario: { type: 'string' },
      seed: { type: 'string' },
      'tick-ms': { type: 'string' },
      'history-minutes': { type: 'string' },
      prometheus: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.repository || !values.branch) {
    (values.help ? process.stdout : process.stderr).write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const mesh = await startMesh({
    repository: values.repository,
    branch: values.branch,
    token: process.env.MESH_TOKEN,
    port: wholeNumber('--port', values.port),
    scenario: values.scenario,
    seed: wholeNumber('--seed', values.seed),
    tickMs: wholeNumber('--tick-ms', values['tick-ms']),
    historyMinutes: wholeNumber('--history-minutes', values['history-minutes']),
    prometheusUrl: values.prometheus,
    onProblem: sentence => process.stderr.write(`${sentence}\n`),
  });
  process.stdout.write(`Mesh: ${mesh.url}\n`);
  const stop = () => {
    mesh.close().catch(fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${option} is a whole number, not "${text}".`);
  return Number(text);
}

function fail(error: Error): void {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

main().catch(fail);
