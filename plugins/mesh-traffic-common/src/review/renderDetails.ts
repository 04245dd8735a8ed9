import { ChangeReview, Drift, FileChange } from './ChangeReview';
import { escapeMarkdown, fenced } from './escapeMarkdown';
import { limited } from './limited';

/** Kept free for the sentence that says what was cut. */
const RESERVE = 400;
/** Characters for each of the lists. */
const MAX_LIST = 6000;

const DRIFT: Record<Drift['status'], string> = {
  edited: 'edited by hand',
  outdated: 'not what the policy in the repository says now',
  missing: 'missing',
  unmanaged: 'not written by Mesh Traffic',
};

/** The folded part of a pull request's body: findings, files that are not as generated, differences. */
export function renderDetails(review: ChangeReview, room: number): string {
  const findings = section('Checks', findingLines(review));
  const drift = section('Files that are not as generated', driftLines(review.drift));
  const fixed = [findings, drift].filter(text => text !== '').join('\n\n');
  const files = differences(review.files, room - RESERVE - fixed.length);
  return [fixed, files].filter(text => text !== '').join('\n\n');
}

function findingLines({ diagnostics }: ChangeReview): string[] {
  if (diagnostics.length === 0) return ['- No findings.'];
  const lines = diagnostics.map(({ code, severity, path, message, help, line }) => {
    const where = [path, line === undefined ? '' : `line ${line}`].filter(text => text !== '');
    const text = `${message} ${help}${where.length === 0 ? '' : ` (${where.join(', ')})`}`;
    return `- ${severity} ${escapeMarkdown(code)}: ${escapeMarkdown(text)}`;
  });
  return limited(lines, MAX_LIST, 'findings');
}

function driftLines(drift: Drift[]): string[] {
  const lines = drift.map(({ path, status }) => `- ${escapeMarkdown(path)}: ${DRIFT[status]}`);
  return limited(lines, MAX_LIST, 'files');
}

function differences(files: FileChange[], room: number): string {
  if (files.length === 0) return '';
  const shown: string[] = [];
  const left: string[] = [];
  let used = 0;
  for (const { path, status, diff, additions, deletions } of files) {
    const text = `${escapeMarkdown(path)} (${status}, +${additions} -${deletions})\n\n${fenced(diff, 'diff')}`;
    if (used + text.length + 200 > room) {
      left.push(path);
    } else {
      shown.push(text);
      used += text.length + 2;
    }
  }
  const cut =
    left.length > 0
      ? [
          `${left.length} of ${files.length} differences are too long to be shown here: see the files of this pull request.`,
        ]
      : [];
  return section(`Files (${files.length})`, [...shown, ...cut], '\n\n');
}

function section(title: string, lines: string[], separator = '\n'): string {
  if (lines.length === 0) return '';
  return `<details><summary>${title}</summary>\n\n${lines.join(separator)}\n\n</details>`;
}
