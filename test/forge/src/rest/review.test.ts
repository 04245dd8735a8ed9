import { repo, useForge } from '../__testUtils__/useForge';

const { octokit, branch } = useForge();

async function openPull(head: string) {
  await branch(head);
  const { data } = await octokit().rest.pulls.create({ ...repo, title: head, head, base: 'main' });
  return data;
}

describe('what happens around a pull request', () => {
  it('asks people and teams for a review', async () => {
    const { number } = await openPull('asked');
    const pull = { ...repo, pull_number: number };
    await octokit().rest.pulls.requestReviewers({
      ...pull,
      reviewers: ['kim'],
      team_reviewers: ['platform'],
    });
    const { data } = await octokit().rest.pulls.listRequestedReviewers(pull);
    expect(data.users.map(user => user.login)).toEqual(['kim']);
    expect(data.teams.map(team => team.slug)).toEqual(['platform']);
  });

  it('refuses reviewers that cannot be', async () => {
    const { number } = await openPull('not-asked');
    const ask = (reviewers: string[]) =>
      octokit().rest.pulls.requestReviewers({ ...repo, pull_number: number, reviewers });
    await expect(ask(['ana'])).rejects.toMatchObject({
      status: 422,
      response: { data: { message: 'Review cannot be requested from pull request author.' } },
    });
    await expect(ask(['nobody'])).rejects.toMatchObject({ status: 422 });
  });

  it('keeps reviews, but not of oneself', async () => {
    const { number } = await openPull('reviewed');
    const approve = (token: string) =>
      octokit(token).rest.pulls.createReview({ ...repo, pull_number: number, event: 'APPROVE' });
    await approve('forge-pat');
    await expect(approve('forge-ana')).rejects.toMatchObject({ status: 422 });
    const { data } = await octokit().rest.pulls.listReviews({ ...repo, pull_number: number });
    expect(data.map(review => [review.user?.login, review.state])).toEqual([['pat', 'APPROVED']]);
  });

  it('labels, and takes labels off', async () => {
    const { number } = await openPull('labelled');
    const issue = { ...repo, issue_number: number };
    await octokit().rest.issues.addLabels({ ...issue, labels: ['mesh-traffic', 'prod'] });
    await octokit().rest.issues.addLabels({ ...issue, labels: ['mesh-traffic'] });
    await octokit().rest.issues.removeLabel({ ...issue, name: 'prod' });
    const { data } = await octokit().rest.issues.listLabelsOnIssue(issue);
    expect(data.map(label => label.name)).toEqual(['mesh-traffic']);
    const all = await octokit().rest.issues.listLabelsForRepo(repo);
    expect(all.data.map(label => label.name)).toEqual(['mesh-traffic']);
  });

  it('comments, and changes a comment', async () => {
    const { number } = await openPull('commented');
    const comment = await octokit('forge-kim').rest.issues.createComment({
      ...repo,
      issue_number: number,
      body: 'first',
    });
    await octokit().rest.issues.updateComment({
      ...repo,
      comment_id: comment.data.id,
      body: 'second',
    });
    const { data } = await octokit().rest.issues.listComments({ ...repo, issue_number: number });
    expect(data.map(({ body, user }) => [body, user?.login])).toEqual([['second', 'kim']]);
  });

  it('combines statuses: one that waits or fails decides', async () => {
    const { head } = await openPull('built');
    const status = (context: string, state: 'success' | 'pending' | 'failure') =>
      octokit().rest.repos.createCommitStatus({ ...repo, sha: head.sha, context, state });
    const combined = async () =>
      (await octokit().rest.repos.getCombinedStatusForRef({ ...repo, ref: head.sha })).data;

    expect(await combined()).toMatchObject({ state: 'pending', total_count: 0 });
    await status('lint', 'success');
    expect(await combined()).toMatchObject({ state: 'success' });
    await status('test', 'pending');
    expect(await combined()).toMatchObject({ state: 'pending' });
    await status('test', 'failure');
    expect(await combined()).toMatchObject({ state: 'failure', total_count: 2 });
  });

  it('keeps check runs', async () => {
    const { head } = await openPull('checked');
    await octokit().rest.checks.create({
      ...repo,
      name: 'mesh-traffic lint',
      head_sha: head.sha,
      conclusion: 'neutral',
      output: { title: 'Two findings', summary: 'See below' },
    });
    const { data } = await octokit().rest.checks.listForRef({ ...repo, ref: head.ref });
    expect(data.check_runs.map(run => [run.name, run.status, run.conclusion])).toEqual([
      ['mesh-traffic lint', 'completed', 'neutral'],
    ]);
  });
});
