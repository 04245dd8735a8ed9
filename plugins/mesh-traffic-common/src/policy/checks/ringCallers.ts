import { Diagnostic } from '../../diagnostic';
import { Check, finding } from './Check';

/** MT1105: a namespace that a ring lists and that belongs elsewhere. */
export const ringCallers: Check = policy => {
  const found: Diagnostic[] = [];
  const seen = new Map<string, string>();
  for (const [name, ring] of Object.entries(policy.spec.rollout?.rings ?? {})) {
    ring.callers?.forEach((caller, index) => {
      const rule = policy.spec.callers[caller];
      const elsewhere =
        seen.get(caller) ?? (rule?.ring !== name ? rule?.ring : undefined) ?? undefined;
      if (elsewhere !== undefined || rule?.route) {
        let besides = ' and has a route of its own';
        if (elsewhere !== undefined)
          besides = elsewhere === name ? ' twice' : ` and in "${elsewhere}"`;
        found.push(
          finding(
            'MT1105',
            'error',
            `spec.rollout.rings.${name}.callers.${index}`,
            `${caller} is listed in the ring "${name}"${besides}.`,
            'Let each namespace belong to one ring or have a route.',
          ),
        );
      }
      seen.set(caller, name);
    });
  }
  return found;
};
