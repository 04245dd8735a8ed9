import { Cure, Diagnostic, Severity } from '../../diagnostic';
import { RoutingPolicy } from '../schema';

/** A rule over the whole document: what the schema cannot see because it takes two fields to see it. */
export type Check = (policy: RoutingPolicy) => Diagnostic[];

/** Makes a finding; `extra` has the cures and the source. */
export function finding(
  code: string,
  severity: Severity,
  path: string,
  message: string,
  help: string,
  extra: { source?: string; cures?: Cure[] } = {},
): Diagnostic {
  return { code, severity, path, message, help, ...extra };
}
