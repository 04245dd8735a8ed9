import { GithubError } from './GithubError';

const limits = { title: 256, body: 65_536, name: 50 };

/** Throws 422 where GitHub finds a title, a text or a label's name too long (in characters). */
export function checkLength(
  resource: string,
  texts: Partial<Record<keyof typeof limits, string | null>>,
): void {
  for (const [field, limit] of Object.entries(limits)) {
    const text = texts[field as keyof typeof limits];
    if (!text || text.length <= limit) continue;
    const message = `${field} is too long (maximum is ${limit} characters)`;
    throw GithubError.validation({ resource, field, code: 'custom', message });
  }
}
