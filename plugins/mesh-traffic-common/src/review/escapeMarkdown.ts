/** Keeps GitHub from reading a mention, an issue or a link into text: a space of no width breaks them. */
const BREAK = '\u200B';

/**
 * Text that somebody wrote, as Markdown that shows exactly this text on one line: no formatting, HTML,
 * link, mention, issue reference or table break comes of it (GitHub Flavored Markdown, and GitHub's own
 * mentions and references).
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]#!|~]/g, '\\$&')
    .replace(/^(\d{1,9})(?=[.)])/, `$1${BREAK}`)
    .replace(/^[-+=>:]/, '\\$&')
    .replace(/@/g, `@${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/\b(www)\./gi, `$1${BREAK}.`)
    .replace(/(GH)(?=-\d)/gi, `$1${BREAK}`)
    .replace(/[#$]/g, `$&${BREAK}`)
    .replace(/\b(?=[0-9a-f]{7,40}\b)([0-9a-f]{3})/g, `$1${BREAK}`)
    .replace(/(mailto|xmpp)(?=:)/gi, `$1${BREAK}`);
}

/** Text of several lines as a quotation in a fenced block that it cannot end. */
export function fenced(text: string, language = ''): string {
  const longest = [...text.matchAll(/`{3,}/g)].reduce(
    (most, [run]) => Math.max(most, run.length),
    2,
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\r\n?/g, '\n').replace(/\n$/, '')}\n${fence}`;
}
