import type { Translate } from '../shared/useTexts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Numbers and times as people read them. What was not measured stays `undefined`: a page shows a gap, never 0.
 *
 * @param language - BCP 47 tag of the app's language
 */
export function createFormat(language: string, t: Translate) {
  const digits = (maximumFractionDigits: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits });
  const whole = digits(0);
  const one = digits(1);
  const two = digits(2);
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const hourAndMinute = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });

  /** 4905 is `4,905`, 3.25 is `3.3`: rates below ten keep a digit. */
  const rate = (value: number) => (Math.abs(value) < 10 ? one : whole).format(value);

  const duration = (seconds: number) => {
    if (seconds < 2 * MINUTE) return t('unit.seconds', { number: whole.format(seconds) });
    if (seconds < 2 * HOUR) return t('unit.minutes', { number: whole.format(seconds / MINUTE) });
    if (seconds < 2 * DAY) return t('unit.hours', { number: whole.format(seconds / HOUR) });
    return t('unit.days', { number: whole.format(seconds / DAY) });
  };

  return {
    count: (value: number) => whole.format(value),
    rate: ifKnown(rate),
    perMinute: ifKnown(value => t('unit.perMinute', { number: rate(value) })),
    /** 0..1 as percent; what is not zero never reads `0 %`. */
    share: ifKnown(value => {
      const percent = value * 100;
      if (percent > 0 && percent < 0.01)
        return t('unit.lessThanPercent', { number: two.format(0.01) });
      return t('unit.percent', { number: (percent < 1 ? two : one).format(percent) });
    }),
    /** Already in percent, 0..100. */
    percent: (value: number) => t('unit.percent', { number: one.format(value) }),
    ms: ifKnown(value => t('unit.ms', { number: (value < 10 ? one : whole).format(value) })),
    duration,
    clock: (time: string | number) => clock.format(new Date(time)),
    /** `14:05`. */
    minute: (time: number) => hourAndMinute.format(new Date(time)),
    moment: (time: string) => moment.format(new Date(time)),
    /** `24 min. ago`. */
    ago: (time: string, now: number) => {
      const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
      if (seconds < MINUTE) return relative.format(0, 'second');
      if (seconds < 2 * HOUR) return relative.format(-Math.floor(seconds / MINUTE), 'minute');
      if (seconds < 2 * DAY) return relative.format(-Math.floor(seconds / HOUR), 'hour');
      return relative.format(-Math.floor(seconds / DAY), 'day');
    },
  };
}

export type Format = ReturnType<typeof createFormat>;

function ifKnown(format: (value: number) => string) {
  return (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? undefined : format(value);
}
