import { ForgeContext } from '../ForgeContext';
import { changedFiles } from '../git/compare';
import { GithubError } from '../model/GithubError';
import { diffView } from './diffView';
import { html, Html } from './html';
import { ago, layout } from './layout';
import { renderMarkdown } from './markdown';

/** A revision and a path in it, told apart although both may hold slashes. */
export interface Location {
  revision: string;
  commit: string;
  path: string;
}

/** Splits `<branch or commit>/<path>`: the longest branch name that fits. Throws 404. */
export async function locate({ repository }: ForgeContext, text: string): Promise<Location> {
  const parts = text.split('/').filter(part => part !== '');
  for (let length = parts.length; length > 0; length--) {
    const revision = parts.slice(0, length).join('/');
    const ref = await repository.ref(`refs/heads/${revision}`);
    const commit =
      ref?.sha ?? (length === 1 ? await repository.resolveCommit(revision) : undefined);
    if (commit) return { revision, commit, path: parts.slice(length).join('/') };
  }
  throw GithubError.notFound();
}

/** A folder with its README, or a file with line numbers. */
export async function filePage(context: ForgeContext, location: Location): Promise<string> {
  const { repository } = context;
  const entry = await repository.entryAt(location.commit, location.path);
  if (!entry) throw GithubError.notFound();
  const content =
    entry.type === 'tree'
      ? await folder(context, location)
      : lines((await repository.blob(entry.sha)).toString('utf8'));
  return layout(context, {
    title: location.path || 'Files',
    tab: 'files',
    content: html`<h1>${crumbs(context, location)}</h1>
      ${content}`,
  });
}

/** The history of a branch or of a path in it. */
export async function commitsPage(context: ForgeContext, location: Location): Promise<string> {
  const commits = await context.repository.log([location.commit], {
    path: location.path,
    first: 100,
  });
  const content = html`<h1>Commits</h1>
    <p class="muted">${location.revision}${location.path ? `: ${location.path}` : ''}</p>
    <div class="panel">
      <ul class="rows">
        ${commits.map(
          commit =>
            html`<li>
              <a class="title" href="${rootOf(context)}/commit/${commit.sha}"
                >${commit.message.split('\n')[0]}</a
              >
              <div class="muted">
                ${commit.author.name} ${ago(commit.committer.date, context.now())}
                <code>${commit.sha.slice(0, 7)}</code>
              </div>
            </li>`,
        )}
      </ul>
    </div>`;
  return layout(context, { title: 'Commits', tab: 'commits', content });
}

/** One commit with its message and diff. */
export async function commitPage(context: ForgeContext, name: string): Promise<string> {
  const { repository } = context;
  const sha = await repository.resolveCommit(name);
  if (!sha) throw GithubError.notFound();
  const commit = await repository.commit(sha);
  const before = commit.parents[0] ?? (await repository.writeTree(undefined, []));
  const [headline, ...rest] = commit.message.split('\n');
  const content = html`<h1>${headline}</h1>
    ${rest.length > 0 ? html`<pre>${rest.join('\n').trim()}</pre>` : ''}
    <p class="muted">
      ${commit.author.name} ${ago(commit.committer.date, context.now())} <code>${sha}</code>
    </p>
    ${diffView(await changedFiles(repository, before, sha))}`;
  return layout(context, { title: headline, tab: 'commits', content });
}

async function folder(context: ForgeContext, { revision, commit, path }: Location): Promise<Html> {
  const { repository } = context;
  const treeish = path === '' ? commit : `${commit}:${path}`;
  const entries = await repository.tree(treeish);
  const sorted = [...entries].sort((a, b) => Number(b.type === 'tree') - Number(a.type === 'tree'));
  const readme = entries.find(entry => entry.path.toLowerCase() === 'readme.md');
  const prefix = `${rootOf(context)}/tree/${revision}/${path === '' ? '' : `${path}/`}`;
  return html`<div class="panel">
      <ul class="rows">
        ${sorted.map(
          entry =>
            html`<li>
              <a href="${prefix}${entry.path}">${entry.path}${entry.type === 'tree' && '/'}</a>
            </li>`,
        )}
      </ul>
    </div>
    ${
      readme
        ? html`<section class="panel">
            <div class="body">
              ${new Html(renderMarkdown((await repository.blob(readme.sha)).toString('utf8')))}
            </div>
          </section>`
        : ''
    }`;
}

function lines(text: string): Html {
  const rows = text.replace(/\n$/, '').split('\n');
  return html`<div class="panel">
    <div class="code">
      <table>
        ${rows.map(
          (line, index) =>
            html`<tr id="L${index + 1}">
              <td class="at">${index + 1}</td>
              <td>${line}</td>
            </tr>`,
        )}
      </table>
    </div>
  </div>`;
}

function crumbs(context: ForgeContext, { revision, path }: Location): Html {
  const parts = path.split('/').filter(part => part !== '');
  const base = `${rootOf(context)}/tree/${revision}`;
  return html`<a href="${base}">${revision}</a>${parts.map(
      (part, index) =>
        html` / <a href="${base}/${parts.slice(0, index + 1).join('/')}">${part}</a>`,
    )}`;
}

function rootOf({ info }: ForgeContext): string {
  return `/${info.owner}/${info.name}`;
}
