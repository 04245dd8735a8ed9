import { defaultScenario } from './defaultScenario';
import { Scenario } from './Scenario';
import { withPolicy } from './withPolicy';

const PERIOD_SECONDS = 600;
const RUSH_SECONDS = 240;
const RUSH_FACTOR = 8;
/** Roomy on a usual day, and too little in the rush. */
const LIMITS = {
  tcp: { maxConnections: 3 },
  http: { http1MaxPendingRequests: 3 },
};

/** Calls of `prod` come eight times as often for four minutes out of every ten, and run into limits. */
export const overloadScenario: Scenario = {
  ...defaultScenario,
  name: 'overload',
  description:
    'prod calls eight times as often for four minutes out of every ten; breakers of 3 connections open (503 UO)',
  look: 'Open Backend: from every tenth minute on, for four minutes, a third of the calls of prod fails, while staging is untouched. In Prometheus they are 503 with the flag UO.',
  load(caller, unixSeconds) {
    const usual = defaultScenario.load(caller, unixSeconds);
    const rush = caller.namespace === 'prod' && unixSeconds % PERIOD_SECONDS < RUSH_SECONDS;
    return rush ? usual * RUSH_FACTOR : usual;
  },
  amend: manifests => withPolicy(manifests, 'connectionPool', LIMITS),
};
