import { callerName, formatList, formatRate } from '../explain/words';
import { Consequence } from '../impact/Consequence';
import { CallerImpact, Impact } from '../impact/assessImpact';
import { GeneralChange } from './generalChanges';

/** What a summary is made from. */
interface Summary {
  impact: Impact;
  general: readonly GeneralChange[];
  /** The service had no policy. */
  isNew: boolean;
  /** The policy in the repository cannot be read. */
  unreadable: boolean;
}

/** The worst consequence first, then who loses access, then whom nothing changes for. */
export function summaryOf({ impact, general, isNew, unreadable }: Summary): string {
  const changed = impact.callers.filter(({ consequences }) => consequences.length > 0);
  if (unreadable)
    return 'What changes cannot be told: the policy in the repository cannot be read.';
  if (changed.length === 0 && general.length === 0) {
    return isNew
      ? 'The service comes under management. Nothing changes for any caller.'
      : 'Nothing changes for any caller; only files are refreshed.';
  }
  const cut = changed.filter(({ consequences }) => consequences[0].kind === 'cutOff');
  const others = impact.callers.length - changed.length;
  return [
    cut.length > 0 ? cutOff(cut) : worst(changed, general),
    cut.length > 0 ? '' : 'Nobody loses access.',
    others > 0 && changed.length > 0 ? 'Other callers: unchanged.' : '',
    changed.length === 0 ? "The callers' own rules stay." : '',
  ]
    .filter(text => text !== '')
    .join(' ');
}

function callsOf(change: Consequence | GeneralChange): number {
  return ('callsPerMinute' in change && change.callsPerMinute) || 0;
}

function cutOff(cut: CallerImpact[]): string {
  const active = cut.filter(({ requestsPerMinute }) => (requestsPerMinute ?? 0) > 0);
  const named = active.length > 0 ? active : cut;
  const names = named.slice(0, 3).map(({ caller, requestsPerMinute }) => {
    const rate =
      requestsPerMinute !== undefined && requestsPerMinute > 0
        ? ` (${formatRate(requestsPerMinute)})`
        : '';
    return `${callerName(caller)}${rate}`;
  });
  const rest = named.length - names.length;
  const list = rest > 0 ? `${names.join(', ')} and ${rest} more` : formatList(names);
  if (active.length === 0) return `Cuts off ${list}.`;
  return `Cuts off ${active.length} active ${active.length === 1 ? 'caller' : 'callers'}: ${list}.`;
}

function worst(changed: CallerImpact[], general: readonly GeneralChange[]): string {
  const all: Array<Consequence | GeneralChange> = [
    ...general,
    ...changed.flatMap(({ consequences }) => consequences),
  ].sort((a, b) => b.weight - a.weight || callsOf(b) - callsOf(a));
  const [first, ...rest] = all;
  const more = rest.filter(({ weight }) => weight > 5).length;
  return more > 0
    ? `${first.sentence} ${more} more ${more === 1 ? 'change' : 'changes'} below.`
    : first.sentence;
}
