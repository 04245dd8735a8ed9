import { spawnSync } from 'child_process';
import { expectedVersions, probeScript } from './probeScript';

const call = {
  from: 'prod',
  path: '/',
  method: 'GET' as const,
  headers: { 'x-probe': 'yes' },
  samples: 50,
  expect: { status: 200, versions: { stable: 'stable version', canary: 'canary version' } },
};

/** Runs the script with a curl whose n-th answer is `answers[n]`, the last one for ever. */
function run(route: Record<string, number>, answers: string[]) {
  const script = probeScript(
    'http://api.shop.svc.cluster.local:80/',
    call,
    expectedVersions(call, route),
  );
  const branches = answers.map((answer, n) => `${n + 1}) printf '${answer}';;`).join(' ');
  const curl = `curl() { case "$*" in *15021*|*15020*) return 0;; esac; case "$call" in ${branches} *) printf '${answers.at(-1)}';; esac; }\n`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', curl + script], { encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

it('succeeds when every answer is of the version that the plan has', () => {
  const { status, output } = run({ stable: 100 }, ['stable version\\n200']);
  expect(output).toContain('stable: 50 calls, expected 50 to 50');
  expect(output).toContain('as declared');
  expect(status).toBe(0);
});

it('fails on one answer of another version', () => {
  const answers = ['canary version\\n200', 'stable version\\n200'];
  const { status, output } = run({ stable: 100 }, answers);
  expect(output).toContain('canary: 1 calls, expected 0 to 0');
  expect(status).toBe(1);
});

it('fails when a share is off the plan, and takes what chance allows', () => {
  const half = Array.from({ length: 50 }, (_, n) => `${n % 2 ? 'canary' : 'stable'} version\\n200`);
  expect(run({ stable: 50, canary: 50 }, half).status).toBe(0);
  expect(run({ stable: 95, canary: 5 }, half).status).toBe(1);
});

it('fails on another status, and says which call', () => {
  const { status, output } = run({ stable: 100 }, [
    'no healthy upstream\\n503',
    'stable version\\n200',
  ]);
  expect(output).toContain('call 1: status 503, expected 200');
  expect(status).toBe(1);
});

it('fails on an answer of no version', () => {
  expect(run({ stable: 100 }, ['something else\\n200']).status).toBe(1);
});
