import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Istio does not look at the method. */
export const retriesRepeatWrites: LintRule = {
  code: 'MT2022',
  severity: 'info',
  title: 'retries on answers that also repeat POST',
  source: 'measured: retryOn 5xx retries POST',
  check: context =>
    httpRules(context).flatMap(({ object, rule, path }) => {
      if (!rule.retries?.attempts) {
        return [];
      }
      const on = (rule.retries.retryOn ?? '').split(',').map(part => part.trim());
      const onAnswers = on.filter(part =>
        /^(5xx|gateway-error|reset|retriable-4xx|5\d\d)$/.test(part),
      );
      const readsOnly = rule.match?.length && rule.match.every(({ method }) => method);
      return rule.retries.attempts > 0 && onAnswers.length > 0 && !readsOnly
        ? [
            {
              on: object.on,
              path: `${path}.retries.retryOn`,
              message: `${onAnswers.join(', ')} also repeats calls that the service may have carried out, POST among them.`,
              help: 'Retry on connect-failure and refused-stream, or make a rule for methods that may be repeated.',
            },
          ]
        : [];
    }),
};
