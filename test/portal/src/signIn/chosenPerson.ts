import { people } from './people';

const KEY = 'portal.person';

/** The person chosen in this browser tab: two tabs can be two people. A name that is none of them is ignored. */
export function rememberedPerson(): string | undefined {
  const name = sessionStorage.getItem(KEY);
  return people.find(person => person.name === name)?.name;
}

/** Keeps the choice over a reload of the page. */
export function rememberPerson(name: string): void {
  sessionStorage.setItem(KEY, name);
}

/** Makes the next visit ask again. */
export function forgetPerson(): void {
  sessionStorage.removeItem(KEY);
}
