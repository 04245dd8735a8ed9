import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitRepository } from '../git/GitRepository';
import { User } from '../model/people';

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
export class ImportStream {
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
  async run(repository: GitRepository): Promise<Map<number, string>> {
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
