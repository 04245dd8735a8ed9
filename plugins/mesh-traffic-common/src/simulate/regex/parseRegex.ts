import { type CharTest, bracketClass, escapedClass, isWordChar } from './characterClasses';
import { type Char, InvalidRegex, type RegexNode, UnknownRegex } from './RegexNode';

/** RE2's limit on counted repetition. */
const MAX_REPEAT = 1000;
const NEWLINE = 10;

class RegexParser {
  private readonly chars: string[];
  private at = 0;
  private ignoreCase = false;
  private dotAll = false;

  constructor(pattern: string) {
    this.chars = [...pattern];
  }

  parse(): RegexNode {
    const node = this.choice();
    if (this.at < this.chars.length) {
      throw new InvalidRegex('unexpected )');
    }
    return node;
  }

  private choice(): RegexNode {
    const nodes = [this.sequence()];
    while (this.take('|')) {
      nodes.push(this.sequence());
    }
    return nodes.length === 1 ? nodes[0] : { kind: 'choice', nodes };
  }

  private sequence(): RegexNode {
    const nodes: RegexNode[] = [];
    while (this.at < this.chars.length && !'|)'.includes(this.chars[this.at])) {
      nodes.push(this.repeated(this.atom()));
    }
    return nodes.length === 0 ? { kind: 'empty' } : { kind: 'sequence', nodes };
  }

  private repeated(node: RegexNode): RegexNode {
    const range = this.quantifier();
    if (!range) {
      return node;
    }
    // Lazy or greedy does not matter for "matches or not".
    this.take('?');
    if (this.quantifier()) {
      throw new InvalidRegex('nested repetition');
    }
    return { kind: 'repeat', node, min: range[0], max: range[1] };
  }

  private quantifier(): [number, number] | undefined {
    for (const [sign, range] of [
      ['*', [0, Infinity]],
      ['+', [1, Infinity]],
      ['?', [0, 1]],
    ] as [string, [number, number]][]) {
      if (this.take(sign)) {
        return range;
      }
    }
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(this.chars.slice(this.at, this.at + 12).join(''));
    if (!counted) {
      return undefined;
    }
    this.at += counted[0].length;
    const min = Number(counted[1]);
    const open = counted[3] === '' ? Infinity : Number(counted[3]);
    const max = counted[2] === undefined ? min : open;
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT) || max < min) {
      throw new InvalidRegex(counted[0]);
    }
    return [min, max];
  }

  private atom(): RegexNode {
    const char = this.chars[this.at++];
    switch (char) {
      case '(':
        return this.group();
      case '[':
        return this.char(bracketClass(this.bracket()));
      case '.':
        return { kind: 'char', matches: this.dotAll ? () => true : each => each !== NEWLINE };
      case '^':
        return { kind: 'assert', holds: before => before === undefined };
      case '$':
        return { kind: 'assert', holds: (_, after) => after === undefined };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw new InvalidRegex(`nothing before ${char}`);
      default: {
        const wanted = char.codePointAt(0);
        return this.char(each => each === wanted);
      }
    }
  }

  private group(): RegexNode {
    const saved = [this.ignoreCase, this.dotAll];
    if (this.take('?')) {
      const head = /^(P?<\w+>|[ims]*:|[ims]+\))/.exec(this.chars.slice(this.at).join(''))?.[0];
      if (!head) {
        // Lookaround, which RE2 does not have, or flags that are switched off.
        throw /^-|^[a-zA-Z]+-/.test(this.chars.slice(this.at).join(''))
          ? new UnknownRegex('(?-')
          : new InvalidRegex('(?');
      }
      this.at += head.length;
      this.ignoreCase ||= /^[ims]*i/.test(head);
      this.dotAll ||= /^[ims]*s/.test(head) && !head.startsWith('<');
      if (head.endsWith(')')) {
        return { kind: 'empty' };
      }
    }
    const node = this.choice();
    if (!this.take(')')) {
      throw new InvalidRegex('missing )');
    }
    [this.ignoreCase, this.dotAll] = saved;
    return node;
  }

  private escape(): RegexNode {
    const letter = this.chars[this.at++];
    if (letter === undefined) {
      throw new InvalidRegex('trailing \\');
    }
    if (letter === 'b' || letter === 'B') {
      const isWord = (char: Char) => char !== undefined && isWordChar(char);
      return {
        kind: 'assert',
        holds: (before, after) => (isWord(before) !== isWord(after)) === (letter === 'b'),
      };
    }
    if (/[1-9]/.test(letter) && !/[0-7]/.test(this.chars[this.at] ?? '')) {
      throw new InvalidRegex(`back reference \\${letter}`);
    }
    const meant = escapedClass(letter);
    return this.char(typeof meant === 'number' ? each => each === meant : meant);
  }

  /** Up to the closing bracket; one that comes first is meant as it stands. */
  private bracket(): string {
    const start = this.at;
    this.take('^');
    this.take(']');
    while (this.at < this.chars.length && this.chars[this.at] !== ']') {
      const isPosix = this.chars[this.at] === '[' && this.chars[this.at + 1] === ':';
      if (isPosix) {
        this.at = this.chars.indexOf(']', this.at);
      } else if (this.chars[this.at] === '\\') {
        this.at += 1;
      }
      this.at += 1;
    }
    if (!this.take(']')) {
      throw new InvalidRegex('missing ]');
    }
    return this.chars.slice(start, this.at - 1).join('');
  }

  private char(test: CharTest): RegexNode {
    if (!this.ignoreCase) {
      return { kind: 'char', matches: test };
    }
    return {
      kind: 'char',
      matches: char => {
        const text = String.fromCodePoint(char);
        return [text, text.toLowerCase(), text.toUpperCase()].some(each =>
          test(each.codePointAt(0) ?? 0),
        );
      },
    };
  }

  private take(char: string): boolean {
    const found = this.chars[this.at] === char;
    this.at += Number(found);
    return found;
  }
}

/**
 * Reads an expression in RE2's syntax (github.com/google/re2/wiki/Syntax): what Istio and Envoy take. Throws
 * InvalidRegex for what RE2 refuses and UnknownRegex for what is left out here (\p, \Q, named groups inside).
 */
export function parseRegex(pattern: string): RegexNode {
  return new RegexParser(pattern).parse();
}
