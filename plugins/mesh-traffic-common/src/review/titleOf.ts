const MAX_LENGTH = 72;

/**
 * The change in words, at most 72 characters: `backend: staging canary 10 % -> 25 %`. As many phrases as
 * fit, the worst first, and how many more there are.
 */
export function titleOf(service: string, phrases: readonly string[]): string {
  const unique = [...new Set(phrases)];
  for (let count = unique.length; count > 0; count -= 1) {
    const rest = unique.length - count;
    const more = rest > 0 ? ` and ${rest} more` : '';
    const title = `${service}: ${unique.slice(0, count).join(', ')}${more}`;
    if (title.length <= MAX_LENGTH) return title;
  }
  if (unique.length === 0) return cut(`${service}: refresh generated files`);
  return cut(`${service}: ${unique.length === 1 ? unique[0] : `${unique.length} changes`}`);
}

function cut(title: string): string {
  return title.length <= MAX_LENGTH ? title : `${title.slice(0, MAX_LENGTH - 1)}…`;
}
