/** GitHub takes no more for the text of a pull request, in characters. */
const MOST = 65_536;

// Lines that GitHub does not show.
const BEGIN = '<!-- mesh-traffic: begin, written anew with each change; write above or below -->';
const END = /<!-- mesh-traffic: describes tree ([0-9a-f]{40}) -->/g;

/**
 * The text of a pull request, between marks.
 *
 * @param tree - what the text was written for
 * @param present - the text that the pull request has: what people wrote around the marks stays
 */
export function pullRequestBody(text: string, tree: string, present = ''): string {
  const own = `${BEGIN}\n\n${text.trim()}\n\n<!-- mesh-traffic: describes tree ${tree} -->`;
  const { before, after } = aroundMarks(present);
  const room = MOST - own.length - 8;
  const parts = [
    before.slice(0, Math.max(0, room)),
    own,
    after.slice(0, Math.max(0, room - before.length)),
  ];
  // What is cut can be read in GitHub's history of the text.
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** The tree that the last mark names. */
export function readDescribedTree(body: string): string | undefined {
  return [...body.matchAll(END)].pop()?.[1];
}

/** Without marks all of it is somebody's. Without the first one, that of older versions, what follows is. */
function aroundMarks(body: string): { before: string; after: string } {
  const end = [...body.matchAll(END)].pop();
  if (!end) return { before: body.trim(), after: '' };
  const begin = body.indexOf(BEGIN);
  return {
    before: begin < 0 ? '' : body.slice(0, begin).trim(),
    after: body.slice(end.index + end[0].length).trim(),
  };
}
