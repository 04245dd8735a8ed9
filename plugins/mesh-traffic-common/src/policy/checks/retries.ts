import { Diagnostic } from '../../diagnostic';
import { parseDuration } from '../../kubernetes/duration';
import { Check, finding } from './Check';
import { rulesOf } from './rulesOf';

const RATE_LIMITED = ['429', 'envoy-ratelimited'];

/** MT1107: a try that may last longer than the call. MT1108: calls refused by a limit are tried again. */
export const retries: Check = policy => {
  const rules = rulesOf(policy);
  const limited = rules.some(({ rule }) => rule.rateLimit);
  return rules.flatMap(({ path, who, rule }) => {
    const found: Diagnostic[] = [];
    const perTry = parseDuration(rule.retries?.perTryTimeout ?? '');
    const whole = parseDuration(rule.timeout ?? '');
    if (perTry !== undefined && whole !== undefined && perTry > whole) {
      found.push(
        finding(
          'MT1107',
          'warning',
          `${path}.retries.perTryTimeout`,
          `One try of ${who} may last ${rule.retries?.perTryTimeout}, but the whole call only ${rule.timeout}: nothing slow is ever tried again.`,
          'Make perTryTimeout shorter than timeout.',
        ),
      );
    }
    if (rule.retries?.retryOn?.some(condition => RATE_LIMITED.includes(condition))) {
      found.push(
        finding(
          'MT1108',
          limited ? 'error' : 'warning',
          `${path}.retries.retryOn`,
          `Calls of ${who} that a rate limit refuses are tried again: each try counts against the limit.`,
          'Take 429 and envoy-ratelimited out of retryOn.',
        ),
      );
    }
    return found;
  });
};
