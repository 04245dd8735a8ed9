/** A number for people: at most three digits that count, thousands with commas, the same in every locale. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.01) return value < 0 ? '-0.01' : '0.01';
  const digits = digitsFor(size);
  const [whole, fraction] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = fraction?.replace(/0+$/, '');
  return rest ? `${grouped}.${rest}` : grouped;
}

function digitsFor(size: number): number {
  if (size >= 10 || Number.isInteger(size)) return 0;
  return size >= 1 ? 1 : 2;
}

/** `240 calls/min` */
export function formatRate(callsPerMinute: number): string {
  if (callsPerMinute > 0 && callsPerMinute < 0.01) return 'less than 0.01 calls/min';
  return `${formatNumber(callsPerMinute)} calls/min`;
}

/** A share of 0..1 as `25 %`, `0.42 %`. */
export function formatShare(share: number): string {
  return `${formatNumber(share * 100)} %`;
}

/** `7 days`, `1 hour`, `15 min`, `30 s` */
export function formatWindow(seconds: number): string {
  const units: Array<[size: number, one: string, many: string]> = [
    [86_400, 'day', 'days'],
    [3600, 'hour', 'hours'],
    [60, 'min', 'min'],
  ];
  for (const [size, one, many] of units) {
    const count = seconds / size;
    if (count >= 1) return `${formatNumber(count)} ${count === 1 ? one : many}`;
  }
  return `${formatNumber(seconds)} s`;
}

/** `a`, `a and b`, `a, b and c` */
export function formatList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** Name of a caller inside a sentence; `*` stands for all others. */
export function callerName(caller: string): string {
  if (caller === '*') return 'all other callers';
  return caller === 'unknown' ? 'callers without a mesh identity' : caller;
}

/** The sentence with a capital at its start, unless it starts with a name of a namespace. */
export function sentence(text: string): string {
  return /^(all other callers|callers without)/.test(text)
    ? text[0].toUpperCase() + text.slice(1)
    : text;
}
