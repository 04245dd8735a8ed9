import { formatPlan } from '../explain/formatPlan';
import { callerName, formatNumber, formatWindow } from '../explain/words';
import { REFUSED } from '../impact/accessConsequences';
import { CallerChange, ChangeReview } from './ChangeReview';
import { escapeMarkdown, fenced } from './escapeMarkdown';
import { limited } from './limited';
import { renderDetails } from './renderDetails';

/** What the pull request's body says beside the review. */
export interface RenderOptions {
  /** Entity ref or name of the person who asked for the change. */
  requestedBy?: string;
  /** Why, in the requester's words. */
  note?: string;
  /** Where the effect can be watched. */
  watchUrl?: string;
  /** Where the change can be undone. */
  undoUrl?: string;
  /** Command line that undoes the change once it is merged, to copy where there is no `undoUrl`. */
  undoCommand?: string;
  /** Who has to agree and why, one sentence each; by default the owners of active callers that are cut off. */
  agreement?: readonly string[];
}

/** GitHub takes 65,536 characters; the rest is for whatever a bot or a person adds. */
const MAX_LENGTH = 60_000;
const MAX_NOTE = 4000;
/** Characters for each of the lists before the folded part. */
const MAX_LIST = 9000;

/**
 * The body of a pull request in Markdown: the worst consequence, the callers that change, what cannot be
 * known, how to watch and undo it, who asked, and everything else folded. Fewer than 60,000 characters;
 * what was cut is said. Text that people wrote is shown as text.
 */
export function renderReview(review: ChangeReview, options: RenderOptions = {}): string {
  const parts = [
    `**${escapeMarkdown(review.summary.slice(0, 2000))}**`,
    callersTable(review.callers),
    bullets(sentencesOf(review), 'changes'),
    review.unknowns.length > 0 && `**Cannot know:**\n${bullets(review.unknowns, 'things')}`,
    afterMerge(options),
    undo(options),
    bullets(options.agreement ?? whoLoses(review), 'who have to agree', '- [ ] '),
    askedBy(options),
    describes(review),
  ].filter(part => typeof part === 'string' && part !== '');
  const head = parts.join('\n\n');
  const room = MAX_LENGTH - head.length - 2;
  return `${head}\n\n${renderDetails(review, room)}`.trimEnd().concat('\n');
}

function callersTable(callers: CallerChange[]): string {
  const changed = callers.filter(
    ({ kind, consequences }) => kind !== 'unchanged' || consequences.length > 0,
  );
  if (changed.length === 0) return '';
  const measured = changed.some(({ requestsPerMinute }) => requestsPerMinute !== undefined);
  const rows = changed.map(change => {
    const { caller, requestsPerMinute } = change;
    const rate = requestsPerMinute === undefined ? 'unknown' : formatNumber(requestsPerMinute);
    const cells = [
      caller === '*' ? 'all others' : caller,
      ...(measured ? [rate] : []),
      cell(change, 'before'),
      cell(change, 'after'),
    ];
    return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  });
  const header = ['caller', ...(measured ? ['calls/min'] : []), 'before', 'after'];
  const shown = limited(rows, MAX_LIST, 'callers that change');
  const cut = shown.filter(line => !line.startsWith('|')).flatMap(line => ['', line]);
  return [
    `| ${header.join(' | ')} |`,
    `|${'-|'.repeat(header.length)}`,
    ...shown.filter(line => line.startsWith('|')),
    ...cut,
  ].join('\n');
}

function cell({ changes = [], ...caller }: CallerChange, side: 'before' | 'after'): string {
  if (changes.length > 0) return changes.map(change => change[side]).join('; ');
  const plan = caller[side];
  return plan ? formatPlan(plan) : 'not by version';
}

/** What the summary says already is not said again. */
function sentencesOf({ summary, general, callers }: ChangeReview): string[] {
  const all = [...general, ...callers.flatMap(({ consequences }) => consequences)];
  return all.filter(text => !summary.includes(text));
}

function whoLoses({ callers }: ChangeReview): string[] {
  return callers
    .filter(({ requestsPerMinute = 0 }) => requestsPerMinute > 0)
    .filter(({ changes = [] }) => changes.some(({ after }) => after === REFUSED))
    .map(({ caller }) => `The owner of ${callerName(caller)} agrees to be refused.`);
}

function bullets(sentences: readonly string[], what: string, bullet = '- '): string {
  const lines = sentences.map(text => bullet + escapeMarkdown(text));
  return limited(lines, MAX_LIST, what).join('\n');
}

function afterMerge({ watchUrl }: RenderOptions): string {
  const where =
    watchUrl === undefined
      ? "the service's Traffic tab"
      : link("the service's Traffic tab", watchUrl);
  return `**After the merge:** watch ${where}: plan and measured traffic stand side by side, per caller.`;
}

function undo({ undoUrl, undoCommand }: RenderOptions): string {
  if (undoUrl !== undefined) return `**Undo:** ${link('open an undo pull request', undoUrl)}.`;
  const byHand =
    '**Undo:** revert this pull request; that restores the policy and the generated files together.';
  if (undoCommand === undefined) return byHand;
  return `${byHand} By hand, as long as it is the newest change of this policy:\n\n${fenced(undoCommand, 'sh')}`;
}

/** A link to an address of ours; one that is none is shown as text. */
function link(text: string, url: string): string {
  if (!/^https?:\/\/[^\s<>()[\]\\"]+$/.test(url)) return `${text} (${escapeMarkdown(url)})`;
  return `[${text}](${url})`;
}

function askedBy({ requestedBy, note }: RenderOptions): string {
  const who = requestedBy === undefined ? '' : `Asked for by ${escapeMarkdown(requestedBy)}.`;
  const text = note?.trim() ?? '';
  if (text === '') return who;
  const shown =
    text.length > MAX_NOTE ? `${text.slice(0, MAX_NOTE)}\n(cut: ${text.length} characters)` : text;
  return `${who === '' ? 'The reason given:' : `${who} The reason given:`}\n\n${fenced(shown, 'text')}`;
}

function describes({ baseCommit, traffic, callers }: ChangeReview): string {
  const commit = `Describes the change from commit \`${/^[0-9a-f]{7,64}$/.test(baseCommit) ? baseCommit.slice(0, 12) : 'unknown'}\`.`;
  if (!traffic) return `${commit} No traffic was read.`;
  const seen = callers.filter(({ requestsPerMinute }) => requestsPerMinute !== undefined).length;
  const window = formatWindow(traffic.windowSeconds);
  return `${commit} Traffic of ${window} up to ${escapeMarkdown(traffic.takenAt)} from ${escapeMarkdown(traffic.source)}; ${seen} of ${callers.length} callers seen.`;
}
