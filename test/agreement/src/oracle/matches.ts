import type { CallMatch, TextMatch } from './policyTypes';
import type { Situation } from './Situation';

/** Whether a call is as a rule by path, header, method or port asks. */
export function matches(match: CallMatch, { call, port }: Situation): boolean {
  const { path, headers, method } = match;
  return (
    (match.port === undefined || match.port === port.number) &&
    (method === undefined || method.includes((call.method ?? 'GET') as 'GET')) &&
    (path === undefined || holds(path, call.path ?? '/')) &&
    headersHold(headers ?? {}, call.headers ?? {})
  );
}

/** Whether all asked headers are there, names without regard to case. */
export function headersHold(
  asked: Record<string, TextMatch>,
  sent: Record<string, string>,
): boolean {
  return Object.entries(asked).every(([name, condition]) => {
    const value = Object.entries(sent).find(
      ([key]) => key.toLowerCase() === name.toLowerCase(),
    )?.[1];
    return value !== undefined && holds(condition, value);
  });
}

function holds({ exact, prefix, regex }: TextMatch, text: string): boolean {
  if (exact !== undefined) return text === exact;
  if (prefix !== undefined) return text.startsWith(prefix);
  return new RegExp(`^(?:${regex})$`, 'u').test(text);
}
