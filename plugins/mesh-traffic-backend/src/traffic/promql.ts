/** A label matcher; only equality and a list of literal values, never a pattern from outside. */
export type Matcher =
  | { label: string; is: string }
  | { label: string; isNot: string }
  | { label: string; isOneOf: readonly string[] }
  | { label: string; matches: string }
  | { label: string; matchesNot: string };

/**
 * A value as a PromQL string: whatever it holds, it stays one string.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function quote(value: string): string {
  return JSON.stringify(value);
}

/**
 * A value as a pattern that matches it and nothing else.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
function escapePattern(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** `name{a="b",...}`. */
export function selector(metric: string, matchers: Matcher[]): string {
  return `${metric}{${matchers.map(writeMatcher).join(',')}}`;
}

function writeMatcher(matcher: Matcher): string {
  if ('is' in matcher) return `${matcher.label}=${quote(matcher.is)}`;
  if ('isNot' in matcher) return `${matcher.label}!=${quote(matcher.isNot)}`;
  if ('isOneOf' in matcher) {
    return `${matcher.label}=~${quote(matcher.isOneOf.map(escapePattern).join('|'))}`;
  }
  if ('matches' in matcher) return `${matcher.label}=~${quote(matcher.matches)}`;
  return `${matcher.label}!~${quote(matcher.matchesNot)}`;
}
