import { InvalidRegex, UnknownRegex } from './RegexNode';

export type CharTest = (char: number) => boolean;

const code = (text: string) => text.codePointAt(0) ?? 0;
const between =
  (from: string, to: string): CharTest =>
  char =>
    char >= code(from) && char <= code(to);
const anyOf =
  (...tests: CharTest[]): CharTest =>
  char =>
    tests.some(test => test(char));
const not =
  (test: CharTest): CharTest =>
  char =>
    !test(char);

const digit = between('0', '9');
const upper = between('A', 'Z');
const lower = between('a', 'z');
export const isWordChar = anyOf(digit, upper, lower, char => char === code('_'));
const space: CharTest = char => [9, 10, 12, 13, 32].includes(char);

const PERL: Record<string, CharTest> = {
  d: digit,
  D: not(digit),
  w: isWordChar,
  W: not(isWordChar),
  s: space,
  S: not(space),
};

const POSIX: Record<string, CharTest> = {
  alpha: anyOf(upper, lower),
  digit,
  alnum: anyOf(upper, lower, digit),
  upper,
  lower,
  space: anyOf(space, char => char === 11),
  word: isWordChar,
  xdigit: anyOf(digit, between('a', 'f'), between('A', 'F')),
  punct: char => char > 32 && char < 127 && !isWordChar(char) && char !== 32,
};

const CONTROL: Record<string, number> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7 };

/** What `\` and the letter stand for: a class, or one character (RE2 syntax, "Escape sequences"). */
export function escapedClass(letter: string): CharTest | number {
  if (Object.hasOwn(PERL, letter)) {
    return PERL[letter];
  }
  if (Object.hasOwn(CONTROL, letter)) {
    return CONTROL[letter];
  }
  if (/[pPxQECz0-7A]/.test(letter)) {
    throw new UnknownRegex(`\\${letter}`);
  }
  if (/[a-zA-Z89]/.test(letter)) {
    throw new InvalidRegex(`\\${letter}`);
  }
  return code(letter);
}

/** The inside of `[...]`, without the brackets. */
export function bracketClass(inside: string): CharTest {
  const chars = [...inside];
  const isNegated = chars[0] === '^';
  const tests: CharTest[] = [];
  let at = Number(isNegated);
  const one = (): CharTest | number => {
    if (chars[at] === '[' && chars[at + 1] === ':') {
      const end = chars.indexOf(']', at);
      const name = chars.slice(at + 2, end - 1).join('');
      at = end + 1;
      return Object.hasOwn(POSIX, name) ? POSIX[name] : never(`[:${name}:]`);
    }
    if (chars[at] === '\\') {
      at += 2;
      return escapedClass(chars[at - 1] ?? never('\\'));
    }
    at += 1;
    return code(chars[at - 1]);
  };
  while (at < chars.length) {
    const from = one();
    if (typeof from === 'number' && chars[at] === '-' && at + 1 < chars.length) {
      at += 1;
      const to = one();
      if (typeof to !== 'number' || to < from) {
        throw new InvalidRegex(`[${inside}]`);
      }
      tests.push(char => char >= from && char <= to);
    } else {
      tests.push(typeof from === 'number' ? char => char === from : from);
    }
  }
  const any = anyOf(...tests);
  return isNegated ? not(any) : any;
}

function never(what: string): never {
  throw new InvalidRegex(what);
}
