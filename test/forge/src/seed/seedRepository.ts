import { ForgeContext } from '../ForgeContext';
import { isoDate } from '../git/parse';
import { User } from '../model/people';
import { Pull } from '../model/Pull';
import { history, HistoryStep } from './history';
import { ImportStream } from './ImportStream';

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
  const pulls: Merged[] = [];

  for (const step of history()) {
    const author = requireUser(context, step.author);
    const date = dateOf(context, step.daysAgo);
    if (!step.pull) {
      stream.commit({ ref: branch, author, date, message: step.message, files: step.files });
      continue;
    }
    const number = pulls.length + 1;
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
    pulls.push({ step, pull: step.pull, number, marks: { base, head, merge } });
  }

  const shas = await stream.run(repository);
  for (const entry of pulls) {
    context.pulls.add(pullOf(context, entry, shas));
  }

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

function dateOf({ now }: ForgeContext, daysAgo: number): Date {
  return new Date(now().getTime() - daysAgo * 86_400_000);
}

function requireUser({ access }: ForgeContext, login: string): User {
  const user = access.user(login);
  if (!user) throw new Error(`The forge knows no ${login}`);
  return user;
}
