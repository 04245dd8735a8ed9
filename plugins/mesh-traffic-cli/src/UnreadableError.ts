import type { Diagnostic } from 'backstage-plugin-mesh-traffic-common';

/** Input that cannot be read; every problem of every file at once. */
export class UnreadableError extends Error {
  constructor(readonly problems: readonly Diagnostic[]) {
    super(problems.map(({ message }) => message).join(' '));
    this.name = 'UnreadableError';
  }
}
