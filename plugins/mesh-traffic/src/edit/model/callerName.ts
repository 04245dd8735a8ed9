import { isDns1123Label } from 'backstage-plugin-mesh-traffic-common';

/** Why a name cannot be added as a caller. */
export type CallerNameProblem = 'empty' | 'notALabel' | 'listed';

/** Checks the name of a namespace that a person wants to add. */
export function callerNameProblem(
  name: string,
  listed: readonly string[],
): CallerNameProblem | undefined {
  if (name === '') return 'empty';
  if (!isDns1123Label(name)) return 'notALabel';
  return listed.includes(name) ? 'listed' : undefined;
}
