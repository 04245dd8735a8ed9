import { formatNumber, formatRate, formatShare, formatWindow } from './words';

it.each([
  [0, '0'],
  [4905, '4,905'],
  [1_234_567.8, '1,234,568'],
  [240, '240'],
  [12.34, '12'],
  [1.25, '1.3'],
  [2, '2'],
  [2.04, '2'],
  [0.42, '0.42'],
  [0.001, '0.01'],
])('%s as %s', (value, text) => expect(formatNumber(value)).toBe(text));

it('does not make nothing of very little', () => {
  expect(formatRate(0.001)).toBe('less than 0.01 calls/min');
  expect(formatRate(0)).toBe('0 calls/min');
  expect(formatShare(0.0042)).toBe('0.42 %');
});

it.each([
  [604_800, '7 days'],
  [86_400, '1 day'],
  [7200, '2 hours'],
  [900, '15 min'],
  [60, '1 min'],
  [30, '30 s'],
])('%s s as %s', (seconds, text) => expect(formatWindow(seconds)).toBe(text));
