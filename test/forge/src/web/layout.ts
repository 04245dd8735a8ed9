import { ForgeContext } from '../ForgeContext';
import { html, Html } from './html';

export type Tab = 'files' | 'commits' | 'pulls';

/** A whole page: heading with the repository's name, the three tabs, the content. */
export function layout(
  { info }: ForgeContext,
  page: { title: string; tab?: Tab; content: Html },
): string {
  const root = `/${info.owner}/${info.name}`;
  const tab = (name: Tab, href: string, label: string) =>
    html`<a href="${href}" ${page.tab === name ? html`aria-current="page"` : ''}>${label}</a>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · ${info.owner}/${info.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/forge.css" />
      </head>
      <body>
        <header>
          <p class="repository">
            <a href="${root}">${info.owner} / <b>${info.name}</b></a>
          </p>
          <nav aria-label="Repository">
            ${tab('files', `${root}/tree/${info.defaultBranch}`, 'Files')}
            ${tab('commits', `${root}/commits/${info.defaultBranch}`, 'Commits')}
            ${tab('pulls', `${root}/pulls`, 'Pull requests')}
          </nav>
        </header>
        <main>${page.content}</main>
        <footer>A small forge for the demo: GitHub's API over a real git repository.</footer>
      </body>
    </html>`.text;
}

/** A moment, with the exact time as a tooltip. */
export function ago(date: string, now: Date): Html {
  const minutes = Math.round((now.getTime() - Date.parse(date)) / 60_000);
  return html`<time datetime="${date}" title="${date}">${distance(minutes)}</time>`;
}

function distance(minutes: number): string {
  if (minutes < 1) return 'just now';
  if (minutes < 60) return plural(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 24 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

/** `open`, `draft`, `merged` or `closed` as a word in a coloured shape. */
export function stateBadge(pull: { state: string; draft: boolean; mergedAt?: string }): Html {
  const word = stateWord(pull);
  return html`<span class="state ${word.toLowerCase()}">${word}</span>`;
}

function stateWord(pull: { state: string; draft: boolean; mergedAt?: string }): string {
  if (pull.mergedAt) return 'Merged';
  if (pull.state === 'closed') return 'Closed';
  return pull.draft ? 'Draft' : 'Open';
}
