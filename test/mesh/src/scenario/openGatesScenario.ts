import { defaultScenario } from './defaultScenario';
import { Scenario } from './Scenario';

/** The usual day, with somebody who agrees wherever a release asks: without it gates stay closed. */
export const openGatesScenario: Scenario = {
  ...defaultScenario,
  name: 'open-gates',
  description: 'releases pass their gates at once; in all other scenarios they wait there',
  look: 'Give a ring of payments a gate, change its image in the repository, and the release passes it.',
  gatesAreOpen: true,
};
