import type { Diagnostic } from 'backstage-plugin-mesh-traffic-common';

/** A file that cannot be read at all. */
export function unreadable(file: string, message: string, help: string): Diagnostic {
  return { code: 'MT1008', severity: 'error', path: '', message, help, file };
}
