import { Diagnostic } from 'backstage-plugin-mesh-traffic-common';

/** Name of the file that a finding is in; undefined for the policy itself, and where the message says it. */
export function unnamedFile({ file, message }: Diagnostic): string | undefined {
  return file === undefined || message.includes(file) ? undefined : file.split('/').pop();
}
