import fc from 'fast-check';
import { isDns1123Label } from './names';
import { slug } from './slug';

it.each(['backend', 'shared-services', 'a'.repeat(63)])('leaves %s as it is', text =>
  expect(slug(text)).toBe(text),
);

it.each([
  ['user:default/ana', /^user-default-ana-[0-9a-f]{10}$/],
  ['Ana', /^ana-[0-9a-f]{10}$/],
  ['../../.github', /^github-[0-9a-f]{10}$/],
  ['Zoë', /^zoe-[0-9a-f]{10}$/],
  ['', /^[0-9a-f]{10}$/],
  ['名前', /^[0-9a-f]{10}$/],
  ['x'.repeat(200), /^x{52}-[0-9a-f]{10}$/],
])('makes %j safe', (text, expected) => expect(slug(text)).toMatch(expected));

it('gives texts that look alike segments of their own', () => {
  const texts = [
    'ana',
    'Ana',
    'ANA',
    'ana.',
    'ana_',
    'a/na',
    'a-na',
    `${'x'.repeat(80)}1`,
    `${'x'.repeat(80)}2`,
  ];
  expect(new Set(texts.map(slug)).size).toBe(texts.length);
});

it('is always a DNS-1123 label, and stable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(isDns1123Label(slug(text))).toBe(true);
      expect(slug(slug(text))).toBe(slug(text));
    }),
  );
});
