import { repo, useForge } from '../__testUtils__/useForge';
import { renderMarkdown } from './markdown';

const { forge, octokit, branch } = useForge();

async function page(path: string, init?: RequestInit) {
  const response = await fetch(`${forge().repositoryUrl}${path}`, init);
  return { status: response.status, url: response.url, text: await response.text() };
}

async function openPull(head: string, body: string) {
  await branch(head, { [`${head}.yaml`]: 'weight: <10>\n' });
  const title = `<i>${head}</i>`;
  const { data } = await octokit().rest.pulls.create({ ...repo, title, body, head, base: 'main' });
  return data;
}

const press = (number: number, form: Record<string, string>, origin = forge().url) =>
  page(`/pull/${number}/merge`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { origin },
  });

describe('pages', () => {
  it('shows a pull request: words, files and lines, escaped', async () => {
    const { number } = await openPull('shown', '## Effect\n\n- [x] told the callers');
    await octokit().rest.issues.addLabels({ ...repo, issue_number: number, labels: ['prod'] });
    const team_reviewers = ['platform'];
    await octokit().rest.pulls.requestReviewers({ ...repo, pull_number: number, team_reviewers });

    const { text, status } = await page(`/pull/${number}`);
    expect(status).toBe(200);
    expect(text).toContain('&lt;i&gt;shown&lt;/i&gt;');
    expect(text).toContain('<h2>Effect</h2>');
    expect(text).toMatch(/<input type="checkbox" disabled checked \/> told the callers/);
    expect(text).toContain('+weight: &lt;10&gt;');
    expect(text).toContain('<span class="label">prod</span>');
    expect(text).toContain('acme/platform');
    expect((await page('/pulls')).text).toContain('&lt;i&gt;shown&lt;/i&gt;');
  });

  it('merges at the press of the button, and says so', async () => {
    const { number, head } = await openPull('pressed', '');
    const merged = await press(number, { login: 'pat', method: 'merge', sha: head.sha });
    expect(merged.url).toBe(`${forge().repositoryUrl}/pull/${number}`);
    expect(merged.text).toMatch(/<b>Merged<\/b> by pat\s+<time/);
    expect(merged.text).toContain('git revert -m 1');
    const { data } = await octokit().rest.pulls.get({ ...repo, pull_number: number });
    expect(data).toMatchObject({ merged: true, merged_by: { login: 'pat' } });
  });

  it('names the command that takes a squashed change back', async () => {
    const { number, head, base } = await openPull('squashed', '');
    const { text } = await press(number, { login: 'pat', method: 'squash', sha: head.sha });
    const { data } = await octokit().rest.pulls.get({ ...repo, pull_number: number });
    const range = `${base.sha.slice(0, 12)}..${data.merge_commit_sha?.slice(0, 12)}`;
    expect(text).toContain(`git revert ${range}`);
  });

  it('merges only the commit that was on the page', async () => {
    const { number, head } = await openPull('outdated', '');
    await branch('outdated', { 'more.txt': 'x' });
    const refused = await press(number, { login: 'pat', method: 'merge', sha: head.sha });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Head branch was modified');
    const { data } = await octokit().rest.pulls.get({ ...repo, pull_number: number });
    expect(data.state).toBe('open');
  });

  it('does not merge for another site', async () => {
    const { number, head } = await openPull('lured', '');
    const form = { login: 'pat', method: 'merge', sha: head.sha };
    expect((await press(number, form, 'http://evil.example')).status).toBe(403);
    const { data } = await octokit().rest.pulls.get({ ...repo, pull_number: number });
    expect(data.state).toBe('open');
  });

  it('offers no merge where branches conflict', async () => {
    await forge().commit({ files: { 'fought-over.txt': 'one\n' } });
    await branch('fight', { 'fought-over.txt': 'two\n' });
    await forge().commit({ files: { 'fought-over.txt': 'three\n' } });
    const { data } = await octokit().rest.pulls.create({
      ...repo,
      title: 'Fight',
      head: 'fight',
      base: 'main',
    });
    const { text } = await page(`/pull/${data.number}`);
    expect(text).toContain('Conflicts with main');
    expect(text).toMatch(/<button class="primary" type="submit" disabled/);
  });

  it('closes one', async () => {
    const { number } = await openPull('dropped', '');
    const { text } = await page(`/pull/${number}/close`, { method: 'POST' });
    expect(text).toContain('<b>Closed</b> without merging');
  });

  it('shows folders, files, commits and one commit', async () => {
    expect((await page('')).text).toContain('<h1>gitops</h1>');
    expect((await page('/tree/main/mesh/shared-services')).text).toContain('backend/');
    const file = await page('/blob/main/mesh/shared-services/backend/routing-policy.yaml');
    expect(file.text).toContain('# Customers: nothing but what has been proven.');
    const commits = await page('/commits/main');
    expect(commits.text).toContain('Namespaces of the demo cluster');
    const sha = /\/commit\/([0-9a-f]{40})/.exec(commits.text)?.[1];
    expect((await page(`/commit/${sha}`)).status).toBe(200);
  });

  it('finds a file on a branch whose name has slashes', async () => {
    await branch('with/slashes', { 'deep/file.txt': 'found\n' });
    expect((await page('/blob/with/slashes/deep/file.txt')).text).toContain('found');
  });

  it('says when there is nothing', async () => {
    expect(await page('/pull/999')).toMatchObject({ status: 404 });
    expect((await page('/tree/main/missing')).text).toContain('Nothing here');
  });
});

describe('renderMarkdown', () => {
  it('knows tables, folded parts and strike-through', () => {
    const html = renderMarkdown(
      '| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\n<details><summary>More</summary>\n\n**text**\n\n</details>',
    );
    expect(html).toContain('<td><del>2</del></td>');
    expect(html).toMatch(/<details><summary>More<\/summary>\s*<p><strong>text<\/strong><\/p>/);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '<a href="data:text/html,alert(1)">x</a>',
    '<form action="/merge"><button>x</button></form>',
    '<style>body { display: none }</style>',
    '<iframe src="//evil.example"></iframe>',
    '<input type="submit" formaction="/merge">',
  ])('takes the sting out of %s', text => {
    expect(renderMarkdown(text)).not.toMatch(
      /script|onerror|javascript:|data:|<form|<button|<style|<iframe|submit|formaction/,
    );
  });
});
