import { defaultScenario } from './defaultScenario';
import { Scenario } from './Scenario';

/** The version `canary` answers every twelfth call with an error and takes four times as long. */
export const badCanaryScenario: Scenario = {
  ...defaultScenario,
  name: 'bad-canary',
  description: 'the version canary fails every twelfth call and is slow',
  behaviour(version, workload) {
    const usual = defaultScenario.behaviour(version, workload);
    if (version !== 'canary') return usual;
    return { ...usual, medianMs: usual.medianMs * 4, failShare: 1 / 12 };
  },
};
