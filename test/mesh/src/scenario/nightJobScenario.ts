import { defaultScenario } from './defaultScenario';
import { Scenario } from './Scenario';

const PERIOD_SECONDS = 900;
const BURST_SECONDS = 120;
const BURST_FACTOR = 45;
/** The export works in packs: so many calls at once. */
const PACK = 30;

/** The namespace `batch` is silent, then calls hard in packs for two minutes out of every fifteen. */
export const nightJobScenario: Scenario = {
  ...defaultScenario,
  name: 'night-job',
  description: 'batch is silent, then calls hard, 30 at once, for two minutes out of every fifteen',
  look: 'Open Backend: batch comes and goes in the chart of calls, and no rule of the policy lists it.',
  callers: defaultScenario.callers.map(caller =>
    caller.namespace === 'batch'
      ? { ...caller, streams: caller.streams.map(stream => ({ ...stream, burst: PACK })) }
      : caller,
  ),
  load(caller, unixSeconds) {
    if (caller.namespace !== 'batch') return defaultScenario.load(caller, unixSeconds);
    return unixSeconds % PERIOD_SECONDS < BURST_SECONDS ? BURST_FACTOR : 0;
  },
};
