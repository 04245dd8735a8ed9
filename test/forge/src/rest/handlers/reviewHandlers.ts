import { ForgeContext } from '../../ForgeContext';
import { isoDate } from '../../git/parse';
import { GithubError } from '../../model/GithubError';
import { Team, teams, User } from '../../model/people';
import { Pull, Review } from '../../model/Pull';
import { created, list, ok, signedIn } from '../respond';
import { reviewShape, simplePullShape } from '../shapes/pullShape';
import { teamShape, userShape } from '../shapes/userShape';
import { RestHandlers } from '../types';
import { requestedPull } from './pullHandlers';

interface Reviewers {
  reviewers?: string[];
  team_reviewers?: string[];
}

const states: Record<string, Review['state']> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

export const reviewHandlers: RestHandlers<
  | 'pulls/list-requested-reviewers'
  | 'pulls/request-reviewers'
  | 'pulls/remove-requested-reviewers'
  | 'pulls/list-reviews'
  | 'pulls/create-review'
> = {
  'pulls/list-requested-reviewers': async (context, request) => {
    const pull = await requestedPull(context, request);
    return ok({
      users: pull.reviewers.map(user => userShape(context, user)),
      teams: pull.teams.map(team => teamShape(context, team)),
    });
  },

  'pulls/request-reviewers': async (context, request) => {
    const pull = await requestedPull(context, request);
    const asked = collaborators(context, pull, request.body as Reviewers);
    pull.reviewers = [...new Set([...pull.reviewers, ...asked.users])];
    pull.teams = [...new Set([...pull.teams, ...asked.teams])];
    context.pulls.touch(pull);
    return created(simplePullShape(context, pull));
  },

  'pulls/remove-requested-reviewers': async (context, request) => {
    const pull = await requestedPull(context, request);
    const { reviewers = [], team_reviewers: slugs = [] } = request.body as Reviewers;
    pull.reviewers = pull.reviewers.filter(user => !reviewers.includes(user.login));
    pull.teams = pull.teams.filter(team => !slugs.includes(team.slug));
    return ok(simplePullShape(context, pull));
  },

  'pulls/list-reviews': async (context, request) => {
    const pull = await requestedPull(context, request);
    return list(request, pull.reviews, review => reviewShape(context, pull, review));
  },

  'pulls/create-review': async (context, request) => {
    const pull = await requestedPull(context, request);
    const user = signedIn(request);
    const { event, body = '' } = (request.body ?? {}) as { event?: string; body?: string };
    if (user === pull.author && event !== undefined && event !== 'COMMENT') {
      const words = event === 'APPROVE' ? 'approve' : 'request changes on';
      throw unprocessable(`Can not ${words} your own pull request`);
    }
    const review: Review = {
      id: context.nextId(),
      body,
      user,
      state: event === undefined ? 'PENDING' : states[event],
      commit: pull.headSha,
      submittedAt: isoDate(context.now()),
    };
    pull.reviews.push(review);
    pull.reviewers = pull.reviewers.filter(reviewer => reviewer !== user);
    context.pulls.touch(pull);
    return ok(reviewShape(context, pull, review));
  },
};

function collaborators(
  { access, info }: ForgeContext,
  pull: Pull,
  { reviewers = [], team_reviewers: slugs = [] }: Reviewers,
): { users: User[]; teams: Team[] } {
  if (reviewers.includes(pull.author.login)) {
    throw unprocessable('Review cannot be requested from pull request author.');
  }
  const users = reviewers.map(login => access.user(login));
  const groups = slugs.map(slug => teams.find(team => team.slug === slug));
  if (users.includes(undefined) || groups.includes(undefined)) {
    throw unprocessable(
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${info.owner}/${info.name} repository.`,
    );
  }
  return {
    users: users.filter(user => user !== undefined),
    teams: groups.filter(team => team !== undefined),
  };
}

function unprocessable(message: string): GithubError {
  return new GithubError(422, message);
}
