import { ForgeContext } from '../ForgeContext';
import { Pull } from '../model/Pull';
import { html, Html } from './html';
import { ago, layout, stateBadge } from './layout';

/** The list of pull requests: the open ones, then the others. */
export async function pullsPage(context: ForgeContext): Promise<string> {
  const pulls = await context.pulls.list();
  const open = pulls.filter(pull => pull.state === 'open');
  const done = pulls.filter(pull => pull.state === 'closed');
  const content = html`<h1>Pull requests</h1>
    ${rows(context, open, 'No open pull requests.')}
    <h2>Closed</h2>
    ${rows(context, done, 'No closed pull requests.')}`;
  return layout(context, { title: 'Pull requests', tab: 'pulls', content });
}

function rows(context: ForgeContext, pulls: Pull[], none: string): Html {
  if (pulls.length === 0) return html`<p class="muted">${none}</p>`;
  return html`<div class="panel">
    <ul class="rows">
      ${pulls.map(
        pull =>
          html`<li>
            ${stateBadge(pull)}
            <a class="title" href="/${context.info.owner}/${context.info.name}/pull/${pull.number}">
              ${pull.title}</a
            >
            ${pull.labels.map(label => html` <span class="label">${label.name}</span>`)}
            <div class="muted">
              #${pull.number} by ${pull.author.login}, ${ago(pull.createdAt, context.now())}
            </div>
          </li>`,
      )}
    </ul>
  </div>`;
}
