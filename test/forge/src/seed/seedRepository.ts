import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForgeContext } from '../ForgeContext';
import { isoDate } from '../git/parse';
import { User } from '../model/people';
import { Pull } from '../model/Pull';
import { history, HistoryStep } from './history';

interface Merged {
  step: HistoryStep;
  pull: NonNullable<HistoryStep['pull']>;
  number: number;
  /** Marks of the commits in the stream that git reads. */
  marks: { base: number; head: number; merge: number };
}

const github = { name: 'GitHub', email: 'noreply@github.com' };

/** Fills an empty repository with the demo's files, and with a past by several people up to two days ago. */
export async function seedRepository(context: ForgeContext): Promise<void> {
  const { repository, access, info } = context;
  const branch = `refs/heads/${info.defaultBranch}`;
  const stream = new ImportStream();
  const merged: Merged[] = [];

  for (const step of history()) {
    const author = requireUser(context, step.author);
    const date = dateOf(context, step.daysAgo);
    if (!step.pull) {
      stream.commit({ ref: branch, author, date, message: step.message, files: step.files });
      continue;
    }
    const number = merged.length + 1;
    const base = stream.lastMark;
    const proposed = { author, date: new Date(date.getTime() - 3 * 3_600_000) };
    const head = stream.commit({
      ref: `refs/pull/${number}/head`,
      from: base,
      message: step.message,
      files: step.files,
      ...proposed,
    });
    const merge = stream.commit({
      ref: branch,
      author: requireUser(context, step.pull.approvedBy),
      committer: github,
      date,
      from: base,
      merge: head,
      message: `Merge pull request #${number} from ${info.owner}/${step.pull.branch}\n\n${step.message}`,
      files: step.files,
    });
    merged.push({ step, pull: step.pull, number, marks: { base, head, merge } });
  }

  const shas = await stream.run(context);
  for (const entry of merged) {
    await context.pulls.add(pullOf(context, entry, shas));
  }
  await repository.git.run(['symbolic-ref', 'HEAD', branch]);

  function pullOf({ nextId }: ForgeContext, entry: Merged, ids: Map<number, string>): Pull {
    const { step, pull, number, marks } = entry;
    const approver = requireUser(context, pull.approvedBy);
    const merged = dateOf(context, step.daysAgo);
    const headSha = ids.get(marks.head) ?? '';
    return {
      number,
      title: step.message,
      body: pull.body,
      draft: false,
      state: 'closed',
      author: access.user(step.author) ?? approver,
      head: pull.branch,
      base: info.defaultBranch,
      headSha,
      baseSha: ids.get(marks.base) ?? '',
      createdAt: isoDate(merged.getTime() - 2 * 3_600_000),
      updatedAt: isoDate(merged),
      closedAt: isoDate(merged),
      mergedAt: isoDate(merged),
      mergedBy: approver,
      mergeCommit: ids.get(marks.merge),
      labels: [],
      reviewers: [],
      teams: [],
      reviews: [
        {
          id: nextId(),
          body: pull.comment,
          user: approver,
          state: 'APPROVED',
          commit: headSha,
          submittedAt: isoDate(merged.getTime() - 3_600_000),
        },
      ],
      comments: [],
    };
  }
}

interface ImportedCommit {
  ref: string;
  author: Pick<User, 'name' | 'email'>;
  committer?: Pick<User, 'name' | 'email'>;
  date: Date;
  message: string;
  files: Record<string, string>;
  from?: number;
  merge?: number;
}

/** What `git fast-import` reads: the whole past in one go. */
class ImportStream {
  readonly #parts: string[] = [];
  lastMark = 0;

  commit({ ref, author, committer = author, date, message, files, from, merge }: ImportedCommit) {
    const parent = from ?? this.lastMark;
    this.lastMark += 1;
    const when = `${Math.floor(date.getTime() / 1000)} +0000`;
    this.#parts.push(
      `commit ${ref}\nmark :${this.lastMark}\n`,
      `author ${author.name} <${author.email}> ${when}\n`,
      `committer ${committer.name} <${committer.email}> ${when}\n`,
      data(message),
      parent > 0 ? `from :${parent}\n` : '',
      merge ? `merge :${merge}\n` : '',
      ...Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`),
      '\n',
    );
    return this.lastMark;
  }

  /** Imports it; gives the commits' ids by mark. */
  async run({ repository }: ForgeContext): Promise<Map<number, string>> {
    const marks = join(tmpdir(), `forge-marks-${process.pid}-${Date.now()}`);
    try {
      await repository.git.run(['fast-import', '--quiet', `--export-marks=${marks}`], {
        input: this.#parts.join(''),
      });
      const lines = (await readFile(marks, 'utf8')).trim().split('\n');
      return new Map(
        lines.map(line => {
          const [mark, sha] = line.split(' ');
          return [Number(mark.slice(1)), sha];
        }),
      );
    } finally {
      await rm(marks, { force: true });
    }
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function dateOf({ now }: ForgeContext, daysAgo: number): Date {
  return new Date(now().getTime() - daysAgo * 86_400_000);
}

function requireUser({ access }: ForgeContext, login: string): User {
  const user = access.user(login);
  if (!user) throw new Error(`The forge knows no ${login}`);
  return user;
}
