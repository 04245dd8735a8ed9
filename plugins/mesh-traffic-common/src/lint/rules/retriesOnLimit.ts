import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Each retry uses a token of the bucket that was empty. */
export const retriesOnLimit: LintRule = {
  code: 'MT2023',
  severity: 'warning',
  title: 'retries on 429',
  source: 'measured: with 429 in retryOn 10 calls made 30 refused attempts',
  check: context =>
    httpRules(context).flatMap(({ object, rule, path }) =>
      /(^|,)\s*(429|retriable-4xx|envoy-ratelimited)\s*(,|$)/.test(rule.retries?.retryOn ?? '') &&
      !/^\s*retriable-4xx\s*$/.test(rule.retries?.retryOn ?? '')
        ? [
            {
              on: object.on,
              path: `${path}.retries.retryOn`,
              message: 'A caller over its limit tries again at once and uses up what refills.',
              help: 'Leave 429 out of retryOn.',
            },
          ]
        : [],
    ),
};
