import { mockApis } from '@backstage/frontend-test-utils';
import { meshTrafficTranslationRef } from '../translations';
import { createFormat } from './createFormat';

const translation = mockApis.translation().getTranslation(meshTrafficTranslationRef);
if (!translation.ready) throw new Error('texts should be ready at once');
const format = createFormat('en', translation.t);

it.each([
  [format.perMinute(4905), '4,905/min'],
  [format.perMinute(3.25), '3.3/min'],
  [format.perMinute(0), '0/min'],
  [format.share(0.0025), '0.25 %'],
  [format.share(0.012), '1.2 %'],
  [format.share(0), '0 %'],
  [format.share(0.000001), '< 0.01 %'],
  [format.ms(184.4), '184 ms'],
  [format.duration(300), '5 min'],
  [format.duration(90), '90 s'],
  [format.duration(604800), '7 d'],
])('%s', (text, expected) => {
  expect(text).toBe(expected);
});

it('says nothing about what was not measured, rather than 0', () => {
  expect(format.perMinute(undefined)).toBeUndefined();
  expect(format.share(NaN)).toBeUndefined();
  expect(format.ms(Infinity)).toBeUndefined();
});

it('tells how long ago something was, and never that it is still to come', () => {
  const now = Date.parse('2026-05-08T14:05:30Z');
  expect(format.ago('2026-05-08T13:41:30Z', now)).toBe('24 min. ago');
  expect(format.ago('2026-05-08T14:06:30Z', now)).toBe('now');
  expect(format.ago('2026-05-05T14:05:30Z', now)).toBe('3 days ago');
});
