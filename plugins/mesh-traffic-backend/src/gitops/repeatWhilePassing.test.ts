import { ForgeError, ForgeFailure } from './ForgeError';
import { repeatWhilePassing } from './repeatWhilePassing';

function failure(overrides: Partial<ForgeFailure> = {}) {
  return new ForgeError('no', { passing: false, alreadyDone: false, ...overrides });
}

function run(...outcomes: Array<Error | string>) {
  const waits: number[] = [];
  const work = jest.fn(async () => {
    const outcome = outcomes.shift();
    if (typeof outcome === 'string') return outcome;
    throw outcome;
  });
  const result = repeatWhilePassing(work, {
    attempts: 3,
    firstWaitMs: 100,
    maxWaitMs: 5000,
    maxTotalMs: 60_000,
    wait: async milliseconds => {
      waits.push(milliseconds);
    },
  });
  return { result, work, waits };
}

describe('repeatWhilePassing', () => {
  it('begins no further attempt once its time is up, however often it might', async () => {
    const clock = { now: 0 };
    const work = jest.fn(async () => {
      clock.now += 10_000;
      throw failure({ passing: true });
    });
    const options = { attempts: 9, firstWaitMs: 1, maxWaitMs: 5000, maxTotalMs: 25_000 };
    const result = repeatWhilePassing(work, {
      ...options,
      wait: async () => {},
      now: () => clock.now,
    });
    await expect(result).rejects.toThrow('no');
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('begins again while the reason passes, waiting longer each time', async () => {
    const { result, waits } = run(
      failure({ passing: true }),
      failure({ alreadyDone: true, status: 422 }),
      'done',
    );
    expect(await result).toBe('done');
    expect(waits).toEqual([100, 200]);
  });

  it('waits as long as it is asked to', async () => {
    const { result, waits } = run(failure({ passing: true, retryAfterMs: 3000 }), 'done');
    expect(await result).toBe('done');
    expect(waits).toEqual([3000]);
  });

  it.each([
    ['a reason that does not pass', failure({ status: 401 })],
    ['a wait that is too long', failure({ passing: true, retryAfterMs: 60_000 })],
    ['a mistake in the program', new TypeError('x is not a function')],
  ])('gives up at %s', async (_what, error) => {
    const { result, work } = run(error, 'done');
    await expect(result).rejects.toBe(error);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('gives up after the last attempt', async () => {
    const last = failure({ passing: true });
    const { result, work } = run(failure({ passing: true }), failure({ passing: true }), last);
    await expect(result).rejects.toBe(last);
    expect(work).toHaveBeenCalledTimes(3);
  });
});
