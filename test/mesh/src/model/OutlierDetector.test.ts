import { OutlierLimits } from 'backstage-plugin-mesh-traffic-common';
import { OutlierDetector } from './OutlierDetector';

function failing(limits: OutlierLimits, hosts: number, failed: number[], times = 5) {
  const detector = new OutlierDetector(limits, hosts);
  for (const host of failed) {
    for (let call = 0; call < times; call += 1) detector.observe(host, 503, 0);
  }
  return detector;
}

describe('OutlierDetector', () => {
  // Measured on Envoy: the percentage of the pods is rounded down.
  it.each([
    [undefined, 3, [0], [0, 1, 2]],
    [50, 3, [0, 1], [1, 2]],
    [50, 1, [0], [0]],
    [100, 3, [0, 1, 2], []],
  ])(
    'at %s %% of %d pods, with %j failing, calls %j',
    (maxEjectionPercent, hosts, failed, left) => {
      expect(failing({ maxEjectionPercent }, hosts, failed).available(1)).toEqual(left);
    },
  );

  it('calls all of them again when too few are left', () => {
    const limits = { maxEjectionPercent: 100, panicThreshold: 60 };
    expect(failing(limits, 3, [0, 1]).available(1)).toEqual([0, 1, 2]);
    expect(failing(limits, 3, [0]).available(1)).toEqual([1, 2]);
  });

  it('counts failures in a row only', () => {
    const detector = failing({ maxEjectionPercent: 100 }, 2, [0], 4);
    detector.observe(0, 200, 0);
    detector.observe(0, 503, 0);
    expect(detector.available(1)).toEqual([0, 1]);
  });

  it('lets a pod back after its time, and ejects it for longer when it fails at once', () => {
    const limits = { maxEjectionPercent: 100, baseEjection: '10s' };
    const detector = failing(limits, 2, [0]);
    expect([detector.available(9), detector.available(10)]).toEqual([[1], [0, 1]]);
    for (let call = 0; call < 5; call += 1) detector.observe(0, 503, 10);
    expect([detector.available(29), detector.available(30)]).toEqual([[1], [0, 1]]);
  });

  it('takes gateway errors alone where asked to', () => {
    const limits = { maxEjectionPercent: 100, enforcing5xx: 0, enforcingGateway: 100 };
    const detector = failing({ ...limits, consecutiveGateway: 2 }, 2, [0], 2);
    detector.observe(1, 500, 0);
    detector.observe(1, 500, 0);
    expect(detector.available(1)).toEqual([1]);
  });
});
