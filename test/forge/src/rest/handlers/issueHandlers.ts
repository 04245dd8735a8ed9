import { ForgeContext } from '../../ForgeContext';
import { isoDate } from '../../git/parse';
import { checkLength } from '../../model/checkLength';
import { GithubError } from '../../model/GithubError';
import { Label } from '../../model/Pull';
import { created, list, ok, signedIn } from '../respond';
import { commentShape, labelShape } from '../shapes/pullShape';
import { RestHandlers } from '../types';
import { requestedPull } from './pullHandlers';

export const issueHandlers: RestHandlers<
  | 'issues/list-labels-for-repo'
  | 'issues/list-labels-on-issue'
  | 'issues/add-labels'
  | 'issues/remove-label'
  | 'issues/list-comments'
  | 'issues/create-comment'
  | 'issues/update-comment'
> = {
  'issues/list-labels-for-repo': async (context, request) => {
    return list(request, await knownLabels(context), label => labelShape(context, label));
  },

  'issues/list-labels-on-issue': async (context, request) => {
    const pull = await requestedPull(context, request);
    return list(request, pull.labels, label => labelShape(context, label));
  },

  'issues/add-labels': async (context, request) => {
    const pull = await requestedPull(context, request);
    const { labels = [] } = request.body as { labels?: Array<string | { name: string }> };
    for (const entry of labels) {
      const name = typeof entry === 'string' ? entry : entry.name;
      checkLength('Label', { name });
      if (pull.labels.some(label => label.name === name)) continue;
      const known = (await knownLabels(context)).find(label => label.name === name);
      pull.labels.push(known ?? { id: context.nextId(), name, color: 'ededed', description: '' });
    }
    context.pulls.touch(pull);
    return ok(pull.labels.map(label => labelShape(context, label)));
  },

  'issues/remove-label': async (context, request) => {
    const pull = await requestedPull(context, request);
    const { name } = request.params;
    if (!pull.labels.some(label => label.name === name)) {
      throw new GithubError(404, 'Label does not exist');
    }
    pull.labels = pull.labels.filter(label => label.name !== name);
    return ok(pull.labels.map(label => labelShape(context, label)));
  },

  'issues/list-comments': async (context, request) => {
    const pull = await requestedPull(context, request);
    return list(request, pull.comments, comment => commentShape(context, pull, comment));
  },

  'issues/create-comment': async (context, request) => {
    const pull = await requestedPull(context, request);
    const { body } = request.body as { body: string };
    checkLength('IssueComment', { body });
    const date = isoDate(context.now());
    const comment = {
      id: context.nextId(),
      body,
      user: signedIn(request),
      createdAt: date,
      updatedAt: date,
    };
    pull.comments.push(comment);
    context.pulls.touch(pull);
    return created(commentShape(context, pull, comment));
  },

  'issues/update-comment': async (context, { params, body }) => {
    for (const pull of await context.pulls.list()) {
      const comment = pull.comments.find(({ id }) => id === Number(params.comment_id));
      if (!comment) continue;
      comment.body = (body as { body: string }).body;
      comment.updatedAt = isoDate(context.now());
      return ok(commentShape(context, pull, comment));
    }
    throw GithubError.notFound();
  },
};

/** Labels come into being when they are first used. */
async function knownLabels(context: ForgeContext): Promise<Label[]> {
  const labels = (await context.pulls.list()).flatMap(pull => pull.labels);
  return [...new Map(labels.map(label => [label.name, label])).values()];
}
