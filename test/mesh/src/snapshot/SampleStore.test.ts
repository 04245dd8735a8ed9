import { SampleStore } from './SampleStore';

describe('SampleStore', () => {
  it('keeps the last minutes fine, the rest coarse, and drops what is old', () => {
    const store = new SampleStore({ fineSeconds: 60, coarseStepSeconds: 60, keepSeconds: 300 });
    for (let unixSeconds = 0; unixSeconds <= 1000; unixSeconds += 5) {
      store.add({ unixSeconds, values: new Float64Array(1) });
    }
    const times = store.all.map(sample => sample.unixSeconds);
    expect(times.filter(time => time >= 940)).toHaveLength(13);
    expect(times[0]).toBeGreaterThanOrEqual(700);
    const coarse = times.filter(time => time < 940);
    expect(coarse.slice(1).map((time, index) => time - coarse[index])).toEqual([60, 60, 60]);
  });
});
