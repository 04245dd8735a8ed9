import { ACCESS } from './access';
import { LIMITS } from './limits';
import type { Mutation } from './Mutation';
import { ROLLOUTS } from './rollouts';
import { ROUTES } from './routes';
import { SUBSETS } from './subsets';

/** All kinds of faults. */
export const MUTATIONS: readonly Mutation[] = [
  ...ROUTES,
  ...SUBSETS,
  ...LIMITS,
  ...ACCESS,
  ...ROLLOUTS,
];
