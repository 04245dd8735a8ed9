/**
 * As many lines as fit into so many characters, and how many were left out.
 *
 * @param what - what a line is about, for the sentence: `callers`
 */
export function limited(lines: readonly string[], room: number, what: string): string[] {
  let used = 0;
  const shown: string[] = [];
  for (const line of lines) {
    used += line.length + 1;
    if (used > room) break;
    shown.push(line);
  }
  const rest = lines.length - shown.length;
  return rest > 0 ? [...shown, `- ${rest} more ${what} are not shown here.`] : shown;
}
