import { parseDuration } from './duration';

/**
 * A duration in whole minutes or seconds, never below a second: what Flagger's CRD (`^[0-9]+(m|s)`) as well as
 * Prometheus takes, which know neither fractions nor, in the CRD's case, hours. Rounded up.
 */
export function wholeDuration(duration: string | number): string {
  const ms = typeof duration === 'number' ? duration : (parseDuration(duration) ?? 0);
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
