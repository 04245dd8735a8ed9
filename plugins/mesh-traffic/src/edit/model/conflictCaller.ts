import { PolicyConflict } from 'backstage-plugin-mesh-traffic-common';
import { OTHER_CALLERS } from './routePatch';

/** The caller that a conflict is about; undefined for a field that this form does not set. */
export function conflictCaller({ path }: PolicyConflict): string | undefined {
  const [spec, field, caller] = path.split('.');
  if (spec !== 'spec') return undefined;
  if (field === 'otherCallers') return OTHER_CALLERS;
  return field === 'callers' ? caller : undefined;
}
