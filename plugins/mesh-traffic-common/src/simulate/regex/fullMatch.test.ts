import { checkRegex, fullMatch } from './fullMatch';

describe('fullMatch', () => {
  it.each([
    ['/v[0-9]+/.*', '/v2/x', true],
    ['/v[0-9]+/.*', '/x/v2/x', false],
    ['.*', '', true],
    ['a|b|', 'b', true],
    ['a|b|', '', true],
    ['(ab)+c?', 'ababc', true],
    ['(?:ab){2,3}', 'abab', true],
    ['(?:ab){2,3}', 'abababab', false],
    ['a{0}b', 'b', true],
    ['a{2,}', 'aaaa', true],
    ['[^/]+', 'a/b', false],
    ['[]a]+', ']a', true],
    ['[a\\]-]+', 'a]-', true],
    ['[[:alpha:]_]+', 'ab_', true],
    ['\\d\\w\\s\\.', '1_ .', true],
    ['\\D', '1', false],
    ['^a$', 'a', true],
    ['a^b', 'ab', false],
    ['\\bfoo\\b.*', 'foo bar', true],
    ['(?i)BETA', 'beta', true],
    ['x(?i:y)z', 'xYz', true],
    ['x(?i:y)z', 'xyZ', false],
    ['.', '\n', false],
    ['(?s).', '\n', true],
    ['ü.', 'ü😀', true],
    ['a{', 'a{', true],
    ['a*?b', 'aab', true],
  ])('%s against %j: %s', (pattern, text, expected) => {
    expect(fullMatch(pattern, text)).toBe(expected);
  });

  it.each([
    '(',
    ')',
    '[a',
    '*a',
    'a**',
    'a{2,1}',
    'a{1001}',
    '(?=a)',
    '(?<!a)b',
    '\\',
    '\\y',
    '(a)\\1',
    '[b-a]',
  ])('is refused by RE2: %s', pattern => {
    expect(checkRegex(pattern)).toBe('invalid');
  });

  it.each(['\\pL', '\\x41', '(?-i)a', '((a{1000}){1000})'])('is beyond the reader: %s', pattern => {
    expect(checkRegex(pattern)).toBe('unknown');
  });

  it('is not held up by an expression that would keep a backtracking matcher busy for years', () => {
    expect(fullMatch('(a+)+(a+)+(a+)+b', `${'a'.repeat(2000)}c`)).toBe(false);
  });
});
