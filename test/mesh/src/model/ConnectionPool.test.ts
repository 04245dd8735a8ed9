import { ConnectionPool } from './ConnectionPool';

describe('ConnectionPool', () => {
  it.each([
    ['50 connections, 20 places, 45 calls', { maxConnections: 50, maxPendingRequests: 20 }, 45, 23],
    [
      '100 connections, 50 places, 95 calls',
      { maxConnections: 100, maxPendingRequests: 50 },
      95,
      30,
    ],
  ])('refuses of a cold burst about what Envoy refused: %s', (_what, limits, calls, measured) => {
    const refused = new ConnectionPool(limits).burst(calls);
    expect(Math.abs(refused - measured)).toBeLessThanOrEqual(1);
  });

  it('has the connections of the first burst for the second', () => {
    const pool = new ConnectionPool({ maxConnections: 50, maxPendingRequests: 20 });
    pool.burst(45);
    expect(pool.burst(40)).toBe(0);
  });

  it('lets no more through than connections and queue hold, and no more than requests may be', () => {
    const pool = new ConnectionPool({ maxConnections: 10, maxPendingRequests: 10 });
    pool.burst(20);
    expect(pool.burst(45)).toBe(25);
    expect(new ConnectionPool({ maxRequests: 3 }).burst(20)).toBe(17);
    expect(new ConnectionPool({}).burst(1000)).toBe(0);
  });
});
