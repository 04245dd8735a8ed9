import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process of this machine that runs; one that has ended and was not yet collected is none. */
interface RunningProcess {
  pid: number;
  parent: number;
}

/** The processes that run now: from /proc where there is one (`ps` may be missing there), else from `ps`. */
export async function runningProcesses(): Promise<RunningProcess[]> {
  return existsSync('/proc/self/stat') ? fromProc() : fromPs();
}

async function fromProc(): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const stats = await Promise.all(
    // A process may end between the two reads.
    pids.map(pid => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)),
  );
  return stats.flatMap(stat => {
    if (stat === undefined) return [];
    // proc(5): pid (name) state ppid ...; the name may contain anything.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? [] : [{ pid: parseInt(stat, 10), parent: Number(parent) }];
  });
}

async function fromPs(): Promise<RunningProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=']);
  return stdout
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, , state]) => !state.startsWith('Z'))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

/** Pids of all that a process started, and what those started in turn. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const processes = await runningProcesses();
  const found = [pid];
  for (const parent of found) {
    found.push(...processes.filter(child => child.parent === parent).map(child => child.pid));
  }
  return found.slice(1);
}

/** Those of the pids that still run. */
export async function stillRunning(pids: readonly number[]): Promise<number[]> {
  const running = new Set((await runningProcesses()).map(({ pid }) => pid));
  return pids.filter(pid => running.has(pid));
}
