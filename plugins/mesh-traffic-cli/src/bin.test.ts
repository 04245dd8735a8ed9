import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { golden } from './__testUtils__/samples';

const BIN = resolve(__dirname, '../bin/mesh-traffic');
const SLOW_MACHINE_MS = 120_000;

/** Runs the program itself, from a folder that knows nothing of it. */
function bin(
  args: string[],
  stdin = '',
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise(done => {
    const child = execFile(BIN, args, { cwd: tmpdir() }, (error, stdout, stderr) =>
      done({ code: error ? error.code : 0, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });
}

describe('the program', () => {
  it(
    'compiles a policy to the manifests that it stands for',
    async () => {
      const expected = readFileSync(golden('access/manifests.yaml'), 'utf8');
      const { code, stdout, stderr } = await bin(['compile', golden('access/policy.yaml')]);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toBe(expected);
    },
    SLOW_MACHINE_MS,
  );

  it(
    'exits with 1 for findings, each with its file and line',
    async () => {
      const folder = golden('article');
      const { code, stdout, stderr } = await bin(['lint', folder]);

      expect(code).toBe(1);
      expect(stdout).toMatch(
        /^\S+\/article\/circuit-breaking\.yaml:16: warning: consecutiveErrors .* \[MT2043 /m,
      );
      expect(stderr).toMatch(/^14 objects checked: \d+ errors, \d+ warnings/);
    },
    SLOW_MACHINE_MS,
  );

  it(
    'exits with 2 for input that cannot be read, and says where',
    async () => {
      const { code, stdout, stderr } = await bin(['lint', '-', '--json'], 'a:\n\tb: 1\n');

      expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({
        error: { diagnostics: [{ code: 'MT1001', file: '<stdin>', line: 2 }] },
      });
    },
    SLOW_MACHINE_MS,
  );

  it(
    'does not mind a reader that has enough',
    async () => {
      const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>(done => {
        const line = '"$0" compile "$1" "$1" "$1" --json | head -n 1';
        execFile('sh', ['-c', line, BIN, golden('article-backend')], (_, out, err) =>
          done({ stdout: out, stderr: err }),
        );
      });

      expect(stdout).toBe('{\n');
      expect(stderr).toBe('');
    },
    SLOW_MACHINE_MS,
  );
});
