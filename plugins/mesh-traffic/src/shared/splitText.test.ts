import { mockApis } from '@backstage/frontend-test-utils';
import { createFormat } from '../format/createFormat';
import { meshTrafficTranslationRef } from '../translations';
import { splitText } from './splitText';

const translation = mockApis.translation().getTranslation(meshTrafficTranslationRef);
if (!translation.ready) throw new Error('texts should be ready at once');
const { t } = translation;
const format = createFormat('en', t);
const order = ['stable', 'canary'];

it.each([
  [
    { canary: 9.8, stable: 90.2 },
    { stable: 90, canary: 10 },
    '90.2 % stable, 9.8 % canary (plan 90/10)',
  ],
  [{ stable: 100 }, { stable: 100 }, '100 % stable (plan 100 % stable)'],
  [{ stable: 100 }, { canary: 100 }, '100 % stable (plan 100 % canary)'],
  [{ stable: 96, canary: 4 }, undefined, '96 % stable, 4 % canary'],
  [undefined, { canary: 100 }, 'plan: 100 % canary'],
  [undefined, undefined, 'no version measured'],
])('observed %j, plan %j: %s', (observed, plan, text) => {
  expect(splitText(observed, plan, order, t, format)).toBe(text);
});
