import { Check, finding } from './Check';
import { rulesOf } from './rulesOf';

/** MT1103: both a route and a ring. MT1104: a ring that does not exist. */
export const routeAndRing: Check = policy =>
  rulesOf(policy).flatMap(({ path, who, rule }) => {
    if (rule.ring === undefined) return [];
    const rings = Object.keys(policy.spec.rollout?.rings ?? {}).sort();
    const found = [];
    if (rule.route) {
      found.push(
        finding(
          'MT1103',
          'error',
          path,
          `The calls of ${who} have both a route and a ring.`,
          'Keep route for fixed versions, or ring to let Flagger roll out; not both.',
        ),
      );
    }
    if (!rings.includes(rule.ring)) {
      found.push(
        finding(
          'MT1104',
          'error',
          `${path}.ring`,
          `The ring "${rule.ring}" of ${who} does not exist.`,
          rings.length > 0
            ? `Use one of: ${rings.join(', ')}.`
            : 'Describe it in spec.rollout.rings, or use route.',
        ),
      );
    }
    return found;
  });
