import { Scenario } from '../harness/Scenario';
import { proposeAndMerge } from './proposeAndMerge';

/** In the order in which they run: what breaks the portal comes last. */
export const scenarios: readonly Scenario[] = [proposeAndMerge];
