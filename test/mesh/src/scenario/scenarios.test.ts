import { exampleFiles } from '../testing/exampleFiles';
import { callsWith, CountedSeries, runModel } from '../testing/runModel';
import { findScenario } from './scenarios';

const SOURCE = { reporter: 'source' };

function shareOf(series: CountedSeries[], caller: Record<string, string>, flags: object): number {
  const all = callsWith(series, { ...SOURCE, ...caller });
  return callsWith(series, { ...SOURCE, ...caller, ...flags }) / all;
}

describe('scenarios without a change in the repository', () => {
  it('overload opens the breakers of prod, and of nobody else', () => {
    const series = runModel(findScenario('overload'), exampleFiles());
    const overflow = { response_code: '503', response_flags: 'UO' };
    const prod = { source_workload_namespace: 'prod' };
    expect(shareOf(series, prod, overflow)).toBeGreaterThan(0.1);
    expect(shareOf(series, { source_workload_namespace: 'staging' }, overflow)).toBeLessThan(0.01);
    const usual = runModel(findScenario('default'), exampleFiles());
    expect(callsWith(usual, overflow)).toBe(0);
  });

  it('failing-pod loses a version with one pod, and hardly a call of one with three', () => {
    const series = runModel(findScenario('failing-pod'), exampleFiles());
    const failed = { response_code: '503' };
    expect(shareOf(series, { source_workload_namespace: 'dev' }, failed)).toBe(1);
    expect(shareOf(series, { source_workload_namespace: 'prod' }, failed)).toBeLessThan(0.05);
  });
});
