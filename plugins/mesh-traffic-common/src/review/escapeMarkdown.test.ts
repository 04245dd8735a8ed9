import { escapeMarkdown, fenced } from './escapeMarkdown';

const visible = (text: string) => escapeMarkdown(text).replace(/\u200B/g, '|break|');

it.each([
  [
    'plain text stays',
    'staging: 36 of 240 calls/min (10 % -> 25 %).',
    'staging: 36 of 240 calls/min (10 % -> 25 %).',
  ],
  ['a mention', 'ask @platform/team', 'ask @|break|platform/team'],
  [
    'an issue',
    'fixes #12, acme/x#3 and GH-4',
    'fixes \\#|break|12, acme/x\\#|break|3 and GH|break|-4',
  ],
  ['a link', '[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
  [
    'an address',
    'https://evil.example www.evil.example',
    'https:|break|//evil.example www|break|.evil.example',
  ],
  ['a picture', '![x](https://e/x.png)', '\\!\\[x\\](https:|break|//e/x.png)'],
  ['HTML', '<img src=x onerror=alert(1)> &lt;', '&lt;img src=x onerror=alert(1)> &amp;lt;'],
  ['a cell', 'a | b', 'a \\| b'],
  ['a line', 'a\n\n# b\r\n- c', 'a \\#|break| b - c'],
  ['a list', '- a', '\\- a'],
  ['a number', '1. a', '1|break|. a'],
  ['code', '`a`', '\\`a\\`'],
  ['a backslash before a bar', 'a\\| b', 'a\\\\\\| b'],
  ['a commit', 'see a1b2c3d4', 'see a1b|break|2c3d4'],
  ['reversed text', 'a\u202Eb', 'a b'],
  ['NUL', 'a\0b', 'a b'],
  ['mathematics', '$x$', '$|break|x$|break|'],
])('%s', (_name, text, expected) => expect(visible(text)).toBe(expected));

it('fences text so that it cannot end the fence', () => {
  expect(fenced('a\n```\n````js\n', 'text')).toBe('`````text\na\n```\n````js\n`````');
  expect(fenced('a')).toBe('```\na\n```');
});
