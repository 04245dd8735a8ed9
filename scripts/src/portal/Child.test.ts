import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './Child';
import { stillRunning } from './processes';
import { until } from './until';

describe('Child', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'child-test-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const run = (code: string) =>
    new Child({
      name: 'forge',
      command: process.execPath,
      args: ['--eval', code],
      cwd: folder,
      logFile: join(folder, 'forge.log'),
    });

  const isNumber = (message: unknown): message is number => typeof message === 'number';

  it('tells how it ended, with its last words', async () => {
    const child = run(`console.error('the disk is full'); process.exitCode = 3`);
    const reason = await child.ended;
    expect(reason).toBe('ended with code 3');
    expect(await child.describeEnd(reason)).toMatch(
      /^The forge ended with code 3\. Its last lines \(.*forge\.log\):\n {2}the disk is full$/,
    );
  });

  it('does not wait for a message that cannot come any more', async () => {
    await expect(run(`throw new Error('no port')`).message(isNumber)).rejects.toThrow('no port');
  });

  it('says that a program is missing', async () => {
    const child = new Child({
      name: 'mesh',
      command: join(folder, 'nothing-here'),
      args: [],
      cwd: folder,
      logFile: join(folder, 'mesh.log'),
    });
    expect(await child.ended).toContain('could not be started');
  });

  it('ends what it started as well', async () => {
    const child = run(`
      const { spawn } = require('child_process');
      process.send(spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']).pid);
      setInterval(() => {}, 1000);
    `);
    const grandchild = await child.message(isNumber);
    await child.stop();
    await until({
      what: 'the grandchild to end',
      withinMs: 10_000,
      check: async () => (await stillRunning([grandchild])).length === 0,
    });
    expect(child.stopping).toBe(true);
  });
});
