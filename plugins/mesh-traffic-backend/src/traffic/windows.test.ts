import { chooseStep, chooseWindow } from './windows';

describe('chooseWindow', () => {
  it.each([
    [900, undefined, 900],
    [1000, undefined, 900],
    [900, 400, 300],
    [900, 125, 120],
    [900, 10, 60],
    [900, -20, 60],
    [604800, undefined, 604800],
  ])('asked for %p s, %p s after the last change: %p s', (asked, sinceChange, expected) => {
    expect(chooseWindow(asked, sinceChange)).toBe(expected);
  });
});

describe('chooseStep', () => {
  it.each([
    [1800, 30],
    [3600, 60],
    [86_400, 1800],
    [604_800, 7200],
  ])('%p s are shown in steps of %p s, at most 90 points or so', (length, step) => {
    expect(chooseStep(length)).toBe(step);
  });
});
