import { defaultScenario } from './defaultScenario';
import { Scenario } from './Scenario';

/**
 * The version `canary`, and whatever Flagger rolls out, answers every twelfth call with an error and takes four times
 * as long. Every Canary has a release half a minute after the start, and one more every ten minutes.
 */
export const badCanaryScenario: Scenario = {
  ...defaultScenario,
  name: 'bad-canary',
  description: 'new versions fail every twelfth call and are slow; releases of them are taken back',
  look: 'Open Payments: a release begins within a minute, gets 10 % of the calls and is taken back two minutes later. Open API: dev is on the bad version alone.',
  releases: { firstAfterSeconds: 30, everySeconds: 600 },
  behaviour(version, workload, isReleased) {
    const usual = defaultScenario.behaviour(version, workload);
    if (version !== 'canary' && !isReleased) return usual;
    return { ...usual, medianMs: usual.medianMs * 4, failShare: 1 / 12 };
  },
};
