import { breakerPressure } from './breakerPressure';

describe('breakerPressure', () => {
  it('refuses what Erlang B says where nobody may wait', () => {
    // 10 busy connections on average and 10 allowed: the tables say 0.2146.
    const { overflowShare, waitMs } = breakerPressure({ maxRequests: 10 }, 100, 100);
    expect(overflowShare).toBeCloseTo(0.2146, 4);
    expect(waitMs).toBe(0);
  });

  it('lets calls wait in the pending queue before it refuses', () => {
    const tight = breakerPressure({ maxConnections: 10, maxPendingRequests: 1 }, 100, 100);
    const roomy = breakerPressure({ maxConnections: 10, maxPendingRequests: 20 }, 100, 100);
    expect(roomy.overflowShare).toBeLessThan(tight.overflowShare / 3);
    expect(roomy.waitMs).toBeGreaterThan(tight.waitMs);
  });

  it('refuses the excess when far more is called than fits', () => {
    const limits = { maxConnections: 20, maxPendingRequests: 20 };
    // 20 connections serve 200 calls a second; 1,000 come.
    expect(breakerPressure(limits, 1000, 100).overflowShare).toBeCloseTo(0.8, 3);
    expect(breakerPressure({ maxRequests: 5000 }, 1e6, 1000).overflowShare).toBeCloseTo(0.995, 3);
  });

  it('refuses nobody without a limit on the queue: they wait', () => {
    const { overflowShare, waitMs } = breakerPressure({ maxConnections: 2 }, 100, 100);
    expect(overflowShare).toBe(0);
    expect(waitMs).toBeGreaterThan(10_000);
  });

  it.each([
    [{ maxConnections: 100, maxPendingRequests: 100 }, 10],
    [{ maxPendingRequests: 1 }, 1000],
    [{}, 1000],
  ])('is no pressure within the limits %j', (limits, callsPerSecond) => {
    const { overflowShare, waitMs } = breakerPressure(limits, callsPerSecond, 50);
    expect(overflowShare).toBe(0);
    expect(waitMs).toBeCloseTo(0, 6);
  });
});
