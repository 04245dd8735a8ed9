import { defaultScenario } from './defaultScenario';
import { Scenario } from './Scenario';
import { withPolicy } from './withPolicy';

/** Half of the pods may be ejected: one of three, and none of a single one. */
const DETECTION = {
  consecutive5xxErrors: 5,
  interval: '10s',
  baseEjectionTime: '30s',
  maxEjectionPercent: 50,
};

/** One pod of each workload is broken: callers eject it where there are others, and live with it where not. */
export const failingPodScenario: Scenario = {
  ...defaultScenario,
  name: 'failing-pod',
  description:
    'one pod of each version answers 503: it is ejected where others are left (stable), never where it is alone (canary)',
  look: 'Open Backend: prod hardly notices the broken pod, since it is ejected; every call of dev fails, since its version has one pod.',
  behaviour: (version, workload) => ({
    ...defaultScenario.behaviour(version, workload),
    brokenPods: 1,
  }),
  amend: manifests => withPolicy(manifests, 'outlierDetection', DETECTION),
};
