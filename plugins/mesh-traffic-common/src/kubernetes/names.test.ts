import { dns1123LabelProblem, isDns1123Subdomain, isLabelKey, isLabelValue } from './names';

it.each([
  ['shared-services', undefined],
  ['a', undefined],
  ['0', undefined],
  ['a'.repeat(63), undefined],
  ['a'.repeat(64), 'has 64 characters, 63 are allowed'],
  ['', 'is empty'],
  ['Prod', 'has capital letters'],
  ['-prod', 'starts or ends with "-"'],
  ['prod-', 'starts or ends with "-"'],
  ['pro_d', 'has characters other than a-z, 0-9 and "-"'],
  ['prod\n', 'has characters other than a-z, 0-9 and "-"'],
  ['../etc', 'has characters other than a-z, 0-9 and "-"'],
])('the label %j %s', (text, problem) => expect(dns1123LabelProblem(text)).toBe(problem));

it.each([
  ['a.b-c.d', true],
  ['a..b', false],
  ['.a', false],
  [`${'a'.repeat(63)}.b`, true],
  ['a'.repeat(254), false],
])('the subdomain %j: %s', (text, valid) => expect(isDns1123Subdomain(text)).toBe(valid));

it.each([
  ['app.kubernetes.io/name', true],
  ['version', true],
  ['a/b/c', false],
  ['/name', false],
  ['UPPER/name', false],
  ['a/', false],
])('the label key %j: %s', (text, valid) => expect(isLabelKey(text)).toBe(valid));

it.each([
  ['', true],
  ['v1.2_3-x', true],
  ['-x', false],
  ['x'.repeat(64), false],
])('the label value %j: %s', (text, valid) => expect(isLabelValue(text)).toBe(valid));
