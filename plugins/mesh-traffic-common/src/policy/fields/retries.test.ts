import { retries } from './retries';

const read = (retryOn: unknown) => retries.safeParse({ attempts: 1, retryOn });

it.each([503, '503', '503,reset', [503, 'reset']])('takes what Istio takes: %j', retryOn => {
  expect(read(retryOn).success).toBe(true);
});

it.each([599, '520', [299], 'sometimes'])(
  'refuses what would break the whole VirtualService: %j',
  retryOn => {
    expect(read(retryOn).success).toBe(false);
  },
);
