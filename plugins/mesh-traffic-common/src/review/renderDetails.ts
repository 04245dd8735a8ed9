import { Diagnostic, diagnosticPlace } from '../diagnostic';
import { ChangeReview, Drift, FileChange } from './ChangeReview';
import { escapeMarkdown, fenced } from './escapeMarkdown';
import { limited } from './limited';

/** Kept free for the sentence that says what was cut. */
const RESERVE = 400;
/** Characters for each of the lists, the loudest first. */
const MAX_BROUGHT = 6000;
const MAX_DRIFT = 4000;
const MAX_CURED = 2000;
const MAX_KNOWN = 2000;

const DRIFT: Record<Drift['status'], string> = {
  edited: 'edited by hand',
  outdated: 'not what the policy in the repository says now',
  missing: 'missing',
  unmanaged: 'not written by Mesh Traffic',
};

/** The folded part of a pull request's body: findings, files that are not as generated, differences. */
export function renderDetails(review: ChangeReview, room: number): string {
  const findings = checks(review);
  const drift = section('Files that are not as generated', driftLines(review.drift));
  const fixed = [findings, drift].filter(text => text !== '').join('\n\n');
  const files = differences(review.files, room - RESERVE - fixed.length);
  return [fixed, files].filter(text => text !== '').join('\n\n');
}

/** What the change brings; then what it cures, and what it leaves as it was. */
function checks({ diagnostics, known, cured }: ChangeReview): string {
  const counts = [
    ...(diagnostics.length > 0 ? [`${diagnostics.length} new`] : []),
    ...(cured.length > 0 ? [`${cured.length} cured`] : []),
    ...(known.length > 0 ? [`${known.length} there before`] : []),
  ];
  const title = counts.length > 0 ? `Checks (${counts.join(', ')})` : 'Checks';
  const brought =
    diagnostics.length > 0 ? findingLines(diagnostics, MAX_BROUGHT) : ['- No new findings.'];
  return section(title, [
    ...brought,
    ...under('Also cures:', findingLines(cured, MAX_CURED)),
    ...under('There before, and left as it is:', findingLines(known, MAX_KNOWN)),
  ]);
}

function under(heading: string, lines: string[]): string[] {
  return lines.length > 0 ? ['', heading, '', ...lines] : [];
}

function findingLines(diagnostics: readonly Diagnostic[], room: number): string[] {
  const lines = diagnostics.map(diagnostic => {
    const { code, severity, message, help, line } = diagnostic;
    const where = [diagnosticPlace(diagnostic), line === undefined ? '' : `line ${line}`];
    const place = where.filter(text => text !== '').join(', ');
    const text = `${message} ${help}${place && ` (${place})`}`;
    return `- ${severity} ${escapeMarkdown(code)}: ${escapeMarkdown(text)}`;
  });
  return limited(lines, room, 'findings');
}

function driftLines(drift: Drift[]): string[] {
  const lines = drift.map(({ path, status }) => `- ${escapeMarkdown(path)}: ${DRIFT[status]}`);
  return limited(lines, MAX_DRIFT, 'files');
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
