import { SharedAnswers } from './SharedAnswers';

interface Value {
  text: string;
}

function setUp(options: { maxEntries?: number; maxBytes?: number } = {}) {
  const clock = { now: 0 };
  const answers = new SharedAnswers<Value>({
    maxEntries: 10,
    maxBytes: 1000,
    ...options,
    sizeOf: ({ text }) => text.length,
    freshMs: 100,
    staleMs: 1000,
    failureMs: 50,
    now: () => clock.now,
  });
  const load = jest.fn(async () => ({ text: `at ${clock.now}` }));
  return { answers, clock, load };
}

describe('SharedAnswers', () => {
  it('asks once for everybody who asks at the same time', async () => {
    const { answers, load } = setUp();
    const all = await Promise.all(Array.from({ length: 20 }, () => answers.get('a', load)));
    expect(load).toHaveBeenCalledTimes(1);
    expect(new Set(all.map(({ value }) => value)).size).toBe(1);
  });

  it('keeps an answer while it is fresh, and no longer', async () => {
    const { answers, clock, load } = setUp();
    await answers.get('a', load);
    clock.now = 99;
    expect(await answers.get('a', load)).toEqual({ value: { text: 'at 0' }, stale: false });
    clock.now = 100;
    expect(await answers.get('a', load)).toEqual({ value: { text: 'at 100' }, stale: false });
  });

  it('keeps questions apart', async () => {
    const { answers, load } = setUp();
    await answers.get('a', load);
    await answers.get('b', load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('gives out an older answer, and says so, while the source fails', async () => {
    const { answers, clock, load } = setUp();
    await answers.get('a', load);
    load.mockRejectedValue(new Error('down'));
    clock.now = 999;
    expect(await answers.get('a', load)).toEqual({ value: { text: 'at 0' }, stale: true });
    clock.now = 1100;
    await expect(answers.get('a', load)).rejects.toThrow('down');
  });

  it('does not ask a failing source again at once', async () => {
    const { answers, clock, load } = setUp();
    load.mockRejectedValueOnce(new Error('down'));
    await expect(answers.get('a', load)).rejects.toThrow('down');
    await expect(answers.get('a', load)).rejects.toThrow('down');
    expect(load).toHaveBeenCalledTimes(1);
    clock.now = 50;
    expect((await answers.get('a', load)).stale).toBe(false);
  });

  it('asks anew after it was told to forget', async () => {
    const { answers, load } = setUp();
    await answers.get('a', load);
    answers.forget('a');
    await answers.get('a', load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['forget', (answers: SharedAnswers<Value>) => answers.forget('a'), 'new'],
    ['put', (answers: SharedAnswers<Value>) => answers.put('a', { text: 'put' }), 'put'],
  ])('keeps no answer that was asked for before a %s', async (_what, change, expected) => {
    const { answers } = setUp();
    let arrive = (_value: Value) => {};
    const waiting = answers.get(
      'a',
      () =>
        new Promise(resolve => {
          arrive = resolve;
        }),
    );
    change(answers);
    arrive({ text: 'old' });
    expect(await waiting).toEqual({ value: { text: 'old' }, stale: false });
    expect(await answers.get('a', async () => ({ text: 'new' }))).toEqual({
      value: { text: expected },
      stale: false,
    });
  });

  it.each([
    ['entries', { maxEntries: 2 }],
    ['bytes', { maxBytes: 8 }],
  ])('drops the least used beyond its %s', async (_what, options) => {
    const { answers, load } = setUp(options);
    await answers.get('a', load);
    await answers.get('b', load);
    await answers.get('c', load);
    await answers.get('a', load);
    expect(load).toHaveBeenCalledTimes(4);
  });
});
