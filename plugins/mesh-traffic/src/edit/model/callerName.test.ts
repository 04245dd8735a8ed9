import { callerNameProblem } from './callerName';

it.each([
  ['team-a', undefined],
  ['a', undefined],
  ['x'.repeat(63), undefined],
  ['', 'empty'],
  ['Prod_2', 'notALabel'],
  ['-a', 'notALabel'],
  ['a.b', 'notALabel'],
  ['*', 'notALabel'],
  ['x'.repeat(64), 'notALabel'],
  ['prod', 'listed'],
])('%s: %s', (name, problem) => {
  expect(callerNameProblem(name, ['prod', '*'])).toBe(problem);
});
