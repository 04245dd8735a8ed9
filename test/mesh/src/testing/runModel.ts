import { callsOf } from '../model/CallLedger';
import { IstioLabels } from '../model/istioLabels';
import { createRandom } from '../model/random';
import { TrafficModel } from '../model/TrafficModel';
import { appliedManifests } from '../repository/appliedManifests';
import { CallerSpec, Scenario } from '../scenario/Scenario';

/** A scenario in which these callers call `backend` evenly, and every version answers alike. */
export function steadyScenario(
  callers: Array<Pick<CallerSpec, 'namespace' | 'workload'> & { perMinute: number }>,
): Scenario {
  return {
    name: 'test',
    description: 'steady calls',
    callers: callers.map(({ perMinute, ...caller }) => ({
      ...caller,
      streams: [{ to: 'shared-services/backend', perMinute }],
    })),
    load: () => 1,
    behaviour: () => ({ medianMs: 50, spread: 0.5, failShare: 0, unavailableShare: 0 }),
  };
}

/** The scenario, with all versions answering like this. */
export function withBehaviour(
  scenario: Scenario,
  behaviour: Partial<ReturnType<Scenario['behaviour']>>,
): Scenario {
  return {
    ...scenario,
    behaviour: (...args) => ({ ...scenario.behaviour(...args), ...behaviour }),
  };
}

export interface CountedSeries {
  labels: IstioLabels;
  calls: number;
}

/** Sends ten minutes of calls through these files and answers with every series. */
export function runModel(
  scenario: Scenario,
  files: ReadonlyMap<string, string>,
  seed = 7,
): CountedSeries[] {
  const model = new TrafficModel({ scenario, random: createRandom(seed) });
  const { manifests, problems } = appliedManifests(files, ['apps', 'mesh']);
  const refused = model.setManifests(manifests);
  expect([...problems, ...refused]).toEqual([]);
  model.advance(0, 600);
  const sample = model.ledger.sample(600);
  return model.ledger.labels.map((labels, series) => ({ labels, calls: callsOf(sample, series) }));
}

/** Calls of all series whose labels are these. */
export function callsWith(series: CountedSeries[], wanted: Partial<IstioLabels>): number {
  return series
    .filter(({ labels }) => Object.entries(labels).every(([name, value]) => matches(name, value)))
    .reduce((sum, { calls }) => sum + calls, 0);

  function matches(name: string, value: string): boolean {
    const expected: unknown = Reflect.get(wanted, name);
    return expected === undefined || expected === value;
  }
}
