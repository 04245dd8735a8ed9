import type { NotModelled } from './types';

/** Each field once. */
export function uniqueNotModelled(entries: readonly NotModelled[]): NotModelled[] {
  return [...new Map(entries.map(entry => [`${entry.object} ${entry.path}`, entry])).values()];
}
