import { Random } from './Random';
import type { RandomRings } from './randomRings';
import { type Fields, randomRoute } from './randomRule';

/** What the parts of one policy have to know of each other. */
export interface Draft {
  random: Random;
  versions: string[];
  rings?: RandomRings;
  hasHttp: boolean;
  global: boolean;
  /** Whether anything would carry out a denial. */
  mayDeny: boolean;
  /** Probability of each aspect of a rule; drawn once, so that some policies are full and some nearly empty. */
  density: number;
}

/** Where calls may be sent: a route, or a ring that takes anybody. */
export function openHome({ random, versions, rings }: Draft): Fields {
  const open = rings?.open ?? [];
  if (open.length > 0 && (versions.length === 0 || random.chance(0.6))) {
    return { ring: random.pick(open) };
  }
  return versions.length > 0 ? { route: randomRoute(random, versions) } : {};
}
