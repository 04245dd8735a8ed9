import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';
import { memo } from '../memo';

/** Istio does not look at the method. */
export const retriesRepeatWrites: LintRule = {
  code: 'MT2022',
  severity: 'info',
  title: 'retries on answers that also repeat POST',
  source: 'measured: retryOn 5xx retries POST',
  check: context => {
    // A few texts stand in very many rules.
    const answersIn = memo(onAnswers);
    return httpRules(context).flatMap(({ object, rule, path }) => {
      if (!rule.retries?.attempts) {
        return [];
      }
      const answers = answersIn(rule.retries.retryOn ?? '');
      const readsOnly = rule.match?.length && rule.match.every(({ method }) => method);
      return rule.retries.attempts > 0 && answers !== '' && !readsOnly
        ? [
            {
              on: object.on,
              path: `${path}.retries.retryOn`,
              message: `${answers} also repeats calls that the service may have carried out, POST among them.`,
              help: 'Retry on connect-failure and refused-stream, or make a rule for methods that may be repeated.',
            },
          ]
        : [];
    });
  },
};

/** The conditions that an answer of the service meets, as text. */
function onAnswers(retryOn: string): string {
  return retryOn
    .split(',')
    .map(part => part.trim())
    .filter(part => /^(5xx|gateway-error|reset|retriable-4xx|5\d\d)$/.test(part))
    .join(', ');
}
