import { ForgeContext } from '../ForgeContext';
import { commitsBetween } from '../git/compare';
import { Pull } from '../model/Pull';
import { pullFiles } from '../model/pullFiles';
import { anchor, diffView } from './diffView';
import { html, Html } from './html';
import { ago, layout, stateBadge } from './layout';
import { renderMarkdown } from './markdown';
import { mergeBox } from './mergeBox';

/** One pull request: what it says, who looks at it, what it changes, and the button to merge it. */
export async function pullPage(
  context: ForgeContext,
  pull: Pull,
  problem?: string,
): Promise<string> {
  const files = await pullFiles(context.repository, pull);
  const commits = await commitsBetween(context.repository, pull.baseSha, pull.headSha);
  const content = html`<h1>${pull.title} <span class="number">#${pull.number}</span></h1>
    <p>
      ${stateBadge(pull)} <b>${pull.author.login}</b> ${pull.state === 'open' ? 'wants' : 'wanted'}
      to merge ${commits.length} commit${commits.length === 1 ? '' : 's'} into
      <code>${pull.base}</code> from <code>${pull.head}</code>,
      ${ago(pull.createdAt, context.now())}
    </p>
    ${facts(context, pull)}
    <section class="panel" aria-label="Description">
      <div class="body">${body(pull.body)}</div>
    </section>
    ${pull.comments.map(
      comment =>
        html`<section class="panel" id="issuecomment-${comment.id}">
          <div class="head">
            <b>${comment.user.login}</b> commented ${ago(comment.createdAt, context.now())}
          </div>
          <div class="body">${body(comment.body)}</div>
        </section>`,
    )}
    ${pull.reviews.map(
      review =>
        html`<section class="panel" id="pullrequestreview-${review.id}">
          <div class="head">
            <b>${review.user.login}</b> ${review.state.toLowerCase().replace('_', ' ')}
            ${ago(review.submittedAt, context.now())}
          </div>
          ${review.body ? html`<div class="body">${body(review.body)}</div>` : ''}
        </section>`,
    )}
    ${await mergeBox(context, pull, problem)}
    <h2>Commits</h2>
    <div class="panel">
      <ul class="rows">
        ${commits.map(
          commit =>
            html`<li>
              <a href="../commit/${commit.sha}"><code>${commit.sha.slice(0, 7)}</code></a>
              ${commit.message.split('\n')[0]} <span class="muted">${commit.author.name}</span>
            </li>`,
        )}
      </ul>
    </div>
    <h2>Files changed</h2>
    <div class="panel">
      <ul class="rows">
        ${files.map(
          file =>
            html`<li>
              <a href="#${anchor(file.path)}">${file.path}</a>
              <span class="muted">${file.status}, +${file.additions} −${file.deletions}</span>
            </li>`,
        )}
      </ul>
    </div>
    ${diffView(files)}`;
  return layout(context, { title: `${pull.title} #${pull.number}`, tab: 'pulls', content });
}

function facts(context: ForgeContext, pull: Pull): Html {
  const reviewers = [
    ...pull.reviewers.map(user => user.login),
    ...pull.teams.map(team => `${context.info.owner}/${team.slug}`),
  ];
  return html`<dl class="facts">
    <dt>Labels</dt>
    <dd>
      ${
        pull.labels.length === 0
          ? 'none'
          : pull.labels.map(label => html`<span class="label">${label.name}</span> `)
      }
    </dd>
    <dt>Reviewers</dt>
    <dd>${reviewers.length === 0 ? 'nobody asked' : reviewers.join(', ')}</dd>
  </dl>`;
}

function body(text: string | null): Html {
  return text ? new Html(renderMarkdown(text)) : html`<p class="muted">No description.</p>`;
}
