import { ForgeContext } from '../ForgeContext';
import { Pull } from '../model/Pull';
import { html, Html } from './html';
import { ago } from './layout';

/** What can be done with a pull request, or what was done with it. */
export async function mergeBox(context: ForgeContext, pull: Pull, problem?: string): Promise<Html> {
  const content = await (pull.state === 'closed' ? outcome : choices)(context, pull);
  return html`<section class="panel" aria-label="Merging">
    <div class="body">
      ${problem === undefined ? '' : html`<p role="alert"><b>Not done.</b> ${problem}</p>`}
      ${content}
    </div>
  </section>`;
}

async function outcome(context: ForgeContext, pull: Pull): Promise<Html> {
  const { info, now, repository } = context;
  if (!pull.mergedAt || !pull.mergeCommit) {
    return html`<p role="status">
      <b>Closed</b> without merging ${ago(pull.closedAt ?? pull.updatedAt, now())}.
    </p>`;
  }
  const sha = pull.mergeCommit;
  const { parents } = await repository.commit(sha);
  const short = (id: string) => id.slice(0, 12);
  const revert =
    parents.length > 1
      ? `git revert -m 1 ${short(sha)}`
      : `git revert ${short(pull.baseSha)}..${short(sha)}`;
  return html`<p role="status">
      <b>Merged</b> by ${pull.mergedBy?.login} ${ago(pull.mergedAt, now())} as
      <a href="/${info.owner}/${info.name}/commit/${sha}"><code>${sha.slice(0, 7)}</code></a
      >.
    </p>
    <p class="muted">
      To take it back, on a branch of a clone: <code>${revert}</code>, then open a pull request.
    </p>`;
}

async function choices(context: ForgeContext, pull: Pull): Promise<Html> {
  const conflicting = (await context.pulls.mergeability(pull)) === 'conflicting';
  const reason = blocker(pull, conflicting);
  const statuses = context.checks.statuses(pull.headSha);
  return html`${statuses.map(
      status => html`<p>${status.context}: <b>${status.state}</b> ${status.description ?? ''}</p>`,
    )}
    <p>${reason ?? 'Merges without conflicts.'}</p>
    <form class="actions" method="post" action="${pull.number}/merge">
      <input type="hidden" name="sha" value="${pull.headSha}" />
      <label
        >as
        <select name="login">
          ${context.access.people.map(({ login }) => html`<option>${login}</option>`)}
        </select>
      </label>
      <label
        >by
        <select name="method">
          <option value="merge">merge commit</option>
          <option value="squash">squash</option>
          <option value="rebase">rebase</option>
        </select>
      </label>
      <button class="primary" type="submit" ${reason ? html`disabled` : ''}>Merge</button>
    </form>
    <form class="actions" method="post" action="${pull.number}/close">
      <button type="submit">Close without merging</button>
    </form>`;
}

function blocker(pull: Pull, conflicting: boolean): string | undefined {
  if (pull.draft) return 'This is a draft: not ready to be merged.';
  return conflicting
    ? `Conflicts with ${pull.base}: bring the branch up to date first.`
    : undefined;
}
