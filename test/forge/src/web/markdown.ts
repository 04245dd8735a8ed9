import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

const marked = new Marked({ gfm: true });

/** GitHub-flavoured Markdown as HTML that is safe to show: no scripts, styles, frames or handlers. */
export function renderMarkdown(text: string): string {
  return sanitizeHtml(toHtml(text), {
    allowedTags: [
      ...sanitizeHtml.defaults.allowedTags,
      'details',
      'summary',
      'del',
      'img',
      'input',
    ],
    allowedAttributes: {
      a: ['href', 'title', 'rel'],
      img: ['src', 'alt', 'title', 'width', 'height'],
      input: ['type', 'checked', 'disabled'],
      details: ['open'],
      td: ['align'],
      th: ['align'],
      ol: ['start'],
      code: ['class'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'nofollow noreferrer' } }),
      // The only input of Markdown is the box of a task list.
      input: (tagName, { checked }) => ({
        tagName,
        attribs: { type: 'checkbox', disabled: '', ...(checked === undefined ? {} : { checked }) },
      }),
    },
  });
}

/** The words of Markdown without its markup. */
export function markdownToText(text: string): string {
  const html = sanitizeHtml(toHtml(text), { allowedTags: [], allowedAttributes: {} });
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}

function toHtml(text: string): string {
  return marked.parse(text, { async: false });
}
