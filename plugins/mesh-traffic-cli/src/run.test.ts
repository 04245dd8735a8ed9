import { removeFolders, folderWith } from './__testUtils__/folder';
import { runCommand } from './__testUtils__/runCommand';
import { APPS } from './__testUtils__/samples';
import { commands } from './commands/commands';

afterEach(removeFolders);

describe('the command line', () => {
  it('lists the commands', async () => {
    const { code, stdout } = await runCommand(['--help']);

    expect(code).toBe(0);
    for (const { name } of commands) expect(stdout).toContain(`  ${name} `);
  });

  it.each(commands.map(({ name }) => name))('explains every option of %s', async name => {
    const { code, stdout } = await runCommand([name, '--help']);
    const options = Object.keys(commands.find(command => command.name === name)?.options ?? {});

    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: mesh-traffic ${name} `);
    for (const option of options) expect(stdout).toContain(`--${option}`);
  });

  it.each([
    ['no command', [], ''],
    ['an unknown command', ['deploy'], 'There is no command "deploy". Write one of compile, lint'],
    ['no input', ['lint'], 'There is nothing to read. Name files or folders, or write -'],
    ['an unknown option', ['lint', '--fix', '-'], "Unknown option '--fix'. See mesh-traffic lint"],
    ['a value that is missing', ['compile', '-', '--out'], "'--out <value>' argument missing."],
    ['a value that cannot be', ['expand', '-', '--weight', '120'], 'a whole number from 0 to 100'],
    ['a word that cannot be', ['lint', '-', '--severity', 'bad'], '--severity error, --severity'],
    ['a call from nowhere', ['simulate', '-', '--host', 'a.b'], '--from is missing. Name the'],
    ['a call to nowhere', ['simulate', '-', '--from', 'a'], '--host is missing. Name the host'],
    [
      'a short host',
      ['simulate', '-', '--from', 'a', '--host', 'web'],
      'web.<namespace>.svc.cluster.local',
    ],
    ['a host with its port', ['simulate', '-', '--from', 'a', '--host', 'a.b:80'], 'with --port'],
    [
      'a path without its slash',
      ['simulate', '-', '--from', 'a', '--host', 'a.b', '--path', 'api'],
      'Write --path /api.',
    ],
    ['an empty folder name', ['compile', '-', '--out', ''], '--out is empty. Give it a value'],
    [
      'nothing to leave out',
      ['lint', '-', '--exclude', 'a', '--exclude', ''],
      '--exclude is empty.',
    ],
    [
      'a header without a value',
      ['simulate', '-', '--from', 'a', '--host', 'a.b', '--header', 'x'],
      'Write --header key=value.',
    ],
    [
      'an order of objects that are not there',
      ['simulate', '-', '--from', 'a', '--host', 'a.b', '--created-order', 'shop/nothing'],
      'names "shop/nothing", which is not among the manifests',
    ],
  ])('exits with 2 for %s', async (_, argv, sentence) => {
    const { code, stdout, stderr } = await runCommand(argv, { stdin: APPS });

    expect(code).toBe(2);
    expect(argv.length === 0 ? stdout : stderr).toContain(sentence);
  });

  it('says wrong usage in JSON as well', async () => {
    const { stdout, stderr } = await runCommand(['lint', '-', '--severity', 'x', '--json']);

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      error: { message: '--severity cannot be "x".', help: expect.stringContaining('error') },
    });
  });

  it('says in a sentence where it may not write', async () => {
    const root = folderWith({ 'file.txt': '' });
    const { code, stderr } = await runCommand(['compile', '-', '--out', `${root}/file.txt`], {
      stdin: 'kind: RoutingPolicy',
    });

    expect(code).toBe(1);
    expect(stderr).toContain('This version of the document is not known here.');
  });
});
