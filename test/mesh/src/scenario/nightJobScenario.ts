import { defaultScenario } from './defaultScenario';
import { Scenario } from './Scenario';

const PERIOD_SECONDS = 900;
const BURST_SECONDS = 120;
const BURST_FACTOR = 45;

/** The namespace `batch` is silent, then calls hard for two minutes out of every fifteen. */
export const nightJobScenario: Scenario = {
  ...defaultScenario,
  name: 'night-job',
  description: 'batch is silent, then calls hard for two minutes out of every fifteen',
  load(caller, unixSeconds) {
    if (caller.namespace !== 'batch') return defaultScenario.load(caller, unixSeconds);
    return unixSeconds % PERIOD_SECONDS < BURST_SECONDS ? BURST_FACTOR : 0;
  },
};
