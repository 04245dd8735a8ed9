import { isoDate } from '../git/parse';
import { User } from './people';

export interface CommitStatus {
  id: number;
  state: 'error' | 'failure' | 'pending' | 'success';
  context: string;
  description: string | null;
  targetUrl: string | null;
  creator: User;
  createdAt: string;
}

export interface CheckRun {
  id: number;
  name: string;
  sha: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  startedAt: string;
  completedAt: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
}

/** What builds say about commits. */
export class Checks {
  readonly #statuses = new Map<string, CommitStatus[]>();
  readonly #runs = new Map<string, CheckRun[]>();
  #lastId = 0;

  constructor(private readonly now: () => Date) {}

  addStatus(sha: string, status: Omit<CommitStatus, 'id' | 'createdAt'>): CommitStatus {
    const stored = { ...status, id: this.#nextId(), createdAt: isoDate(this.now()) };
    this.#statuses.set(sha, [stored, ...(this.#statuses.get(sha) ?? [])]);
    return stored;
  }

  /** The newest status of each context. */
  statuses(sha: string): CommitStatus[] {
    const seen = new Set<string>();
    return (this.#statuses.get(sha) ?? []).filter(({ context }) => {
      const first = !seen.has(context);
      seen.add(context);
      return first;
    });
  }

  /** GitHub's rule: failure if any failed, pending if none is there or any waits, else success. */
  combinedState(sha: string): 'failure' | 'pending' | 'success' {
    const states = this.statuses(sha).map(status => status.state);
    if (states.some(state => state === 'failure' || state === 'error')) return 'failure';
    return states.length === 0 || states.includes('pending') ? 'pending' : 'success';
  }

  addRun(run: Omit<CheckRun, 'id' | 'startedAt' | 'completedAt'>): CheckRun {
    const date = isoDate(this.now());
    const completedAt = run.status === 'completed' ? date : null;
    const stored = { ...run, id: this.#nextId(), startedAt: date, completedAt };
    this.#runs.set(run.sha, [...(this.#runs.get(run.sha) ?? []), stored]);
    return stored;
  }

  runs(sha: string): CheckRun[] {
    return this.#runs.get(sha) ?? [];
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}
