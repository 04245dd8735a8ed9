import { Stage } from './Scenario';

interface Answer {
  status: number;
  /** Parsed JSON, of the shape that the test expects. */
  body: any;
}

/** Asks the plugin's HTTP API as one of the people, past the page. */
export async function callApi(
  stage: Stage,
  person: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const { url } = stage.portal;
  const signIn = await fetch(`${url}/api/auth/people/refresh`, {
    headers: { 'x-portal-person': person },
  });
  const { backstageIdentity } = await signIn.json();
  const response = await fetch(`${url}/api/mesh-traffic${path}`, {
    method,
    headers: {
      authorization: `Bearer ${backstageIdentity.token}`,
      'content-type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** Numbers of the open pull requests at the forge. */
export async function openPullRequests(stage: Stage): Promise<number[]> {
  const { url, token, repositoryUrl } = stage.portal.forge;
  const repository = new URL(repositoryUrl).pathname;
  const response = await fetch(`${url}/repos${repository}/pulls?state=open`, {
    headers: { authorization: `token ${token}` },
  });
  const pulls: Array<{ number: number }> = await response.json();
  return pulls.map(({ number }) => number);
}
