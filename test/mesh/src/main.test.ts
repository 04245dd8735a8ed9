import { spawn } from 'child_process';
import { once } from 'events';
import { join } from 'path';
import { createInterface } from 'readline';
import { exampleFiles } from './testing/exampleFiles';
import { TestRepository } from './testing/TestRepository';

jest.setTimeout(60_000);

function run(args: string[]) {
  const main = join(__dirname, 'main.ts');
  return spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    cwd: __dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

describe('the command', () => {
  it('prints its address, serves, and ends on SIGTERM', async () => {
    const repository = await TestRepository.create(exampleFiles());
    const child = run(['--repository', repository.directory, '--history-minutes', '0']);
    const ended = once(child, 'exit');
    const [line] = await once(createInterface(child.stdout), 'line');
    const url = /^Mesh: (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    await repository.remove();
  });

  it.each([
    ['no repository', [], /^Usage: /],
    [
      'a port that is no number',
      ['--repository', '.', '--port', 'http'],
      /--port is a whole number, not "http"/,
    ],
    ['an option that does not exist', ['--repo', '.'], /Unknown option '--repo'/],
  ])('ends with 2 and a sentence for %s', async (_what, args, message) => {
    const child = run(args);
    const [said, [code]] = await Promise.all([textOf(child.stderr), once(child, 'exit')]);
    expect(said).toMatch(message);
    expect(code).toBe(2);
  });
});
