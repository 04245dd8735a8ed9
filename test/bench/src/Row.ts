/** A line of the report. */
export interface Row {
  what: string;
  /** Median time, or a rate, with its unit. */
  measured: string;
  /** How many times what it is compared with. */
  ratio?: number;
  comparedWith?: string;
  /** The ratio should not be above. */
  aim?: number;
}

/** True for a row that has an aim and misses it. */
export function isMissed({ ratio, aim }: Row): boolean {
  return ratio !== undefined && aim !== undefined && ratio > aim;
}

/** `0.42 ms`, `1,234 ms`. */
export function milliseconds(value: number): string {
  const digits = value < 10 ? 2 : 0;
  return `${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ms`;
}
