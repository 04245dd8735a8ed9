import { checkRegex } from '../regex/fullMatch';
import { hasNestedRepeat } from '../regex/hasNestedRepeat';
import { CelError, CelUnknown } from './celErrors';
import { type Token, tokenize } from './celTokens';

export type CelValue = string | boolean;

/** Gives an attribute's value; undefined where the call has none, which makes the expression an error. */
export type CelAttributes = (name: string) => CelValue | undefined;

type Node = (attributes: CelAttributes) => CelValue;

class CelParser {
  private position = 0;

  constructor(private readonly tokens: Token[]) {}

  parse(): Node {
    const node = this.choice();
    this.expect('end', '');
    return node;
  }

  private choice(): Node {
    const condition = this.either();
    if (!this.take('?')) {
      return condition;
    }
    const yes = this.choice();
    this.expect('sign', ':');
    const no = this.choice();
    return attributes => (truth(condition(attributes)) ? yes(attributes) : no(attributes));
  }

  private either(): Node {
    let left = this.both();
    while (this.take('||')) {
      const [first, second] = [left, this.both()];
      left = attributes => truth(first(attributes)) || truth(second(attributes));
    }
    return left;
  }

  private both(): Node {
    let left = this.comparison();
    while (this.take('&&')) {
      const [first, second] = [left, this.comparison()];
      left = attributes => truth(first(attributes)) && truth(second(attributes));
    }
    return left;
  }

  private comparison(): Node {
    const left = this.unary();
    for (const sign of ['==', '!=']) {
      if (this.take(sign)) {
        const right = this.unary();
        return attributes => (left(attributes) === right(attributes)) === (sign === '==');
      }
    }
    return left;
  }

  private unary(): Node {
    if (this.take('!')) {
      const inner = this.unary();
      return attributes => !truth(inner(attributes));
    }
    return this.primary();
  }

  private primary(): Node {
    if (this.take('(')) {
      const inner = this.choice();
      this.expect('sign', ')');
      return this.calls(inner);
    }
    const token = this.tokens[this.position++];
    if (token.kind === 'text') {
      return this.calls(() => token.text);
    }
    if (token.kind !== 'name') {
      throw new CelUnknown(`"${token.text}"`);
    }
    if (token.text === 'true' || token.text === 'false') {
      return () => token.text === 'true';
    }
    return this.attribute(token.text);
  }

  /** `a.b.c`, `a.b['c']`, a call on an attribute, or `re.extract(...)`. */
  private attribute(start: string): Node {
    let name = start;
    for (;;) {
      if (this.take('.')) {
        const part = this.expect('name');
        if (this.peek('(')) {
          return name === 're' ? this.extract(part) : this.calls(attribute(name), part);
        }
        name += `.${part}`;
      } else if (this.take('[')) {
        name += `[${this.expect('text')}]`;
        this.expect('sign', ']');
      } else {
        return attribute(name);
      }
    }
  }

  private extract(name: string): Node {
    const [target, pattern, rewrite] = this.args();
    if (name !== 'extract' || !rewrite) {
      throw new CelUnknown(`re.${name}`);
    }
    return attributes =>
      extract(string(target(attributes)), string(pattern(attributes)), string(rewrite(attributes)));
  }

  private calls(target: Node, firstName?: string): Node {
    let node = target;
    let name = firstName;
    for (;;) {
      if (name === undefined) {
        if (!this.take('.')) {
          return node;
        }
        name = this.expect('name');
      }
      node = method(name, node, this.args());
      name = undefined;
    }
  }

  private args(): Node[] {
    this.expect('sign', '(');
    const args: Node[] = [];
    while (!this.take(')')) {
      args.push(this.choice());
      this.take(',');
    }
    return args;
  }

  private peek(sign: string): boolean {
    const token = this.tokens[this.position];
    return token.kind === 'sign' && token.text === sign;
  }

  private take(sign: string): boolean {
    const found = this.peek(sign);
    this.position += Number(found);
    return found;
  }

  private expect(kind: Token['kind'], text?: string): string {
    const token = this.tokens[this.position];
    if (token.kind !== kind || (text !== undefined && token.text !== text)) {
      throw new CelUnknown(`"${token.text}"`);
    }
    this.position += 1;
    return token.text;
  }
}

/** Reads an expression; throws CelUnknown for what is beyond this part of CEL. */
export function parseCel(expression: string): Node {
  return new CelParser(tokenize(expression)).parse();
}

function attribute(name: string): Node {
  return attributes => {
    const value = attributes(name);
    if (value === undefined) {
      throw new CelError(name);
    }
    return value;
  };
}

function method(name: string, target: Node, [argument]: Node[]): Node {
  const tests: Record<string, (value: string, part: string) => boolean> = {
    startsWith: (value, part) => value.startsWith(part),
    endsWith: (value, part) => value.endsWith(part),
    contains: (value, part) => value.includes(part),
  };
  const test = Object.hasOwn(tests, name) ? tests[name] : undefined;
  if (!test || !argument) {
    throw new CelUnknown(name);
  }
  return attributes => test(string(target(attributes)), string(argument(attributes)));
}

/** RE2::Extract: the rewrite with the groups of the first match; no match is an error. */
function extract(target: string, pattern: string, rewrite: string): string {
  // Groups need JavaScript's own matcher, which some expressions could hold up.
  if (checkRegex(pattern) !== 'ok' || hasNestedRepeat(pattern)) {
    throw new CelUnknown(`the expression ${pattern}`);
  }
  const match = new RegExp(pattern).exec(target);
  if (!match) {
    throw new CelError('re.extract');
  }
  return rewrite.replace(/\\(\d)/g, (_, group: string) => match[Number(group)] ?? '');
}

function truth(value: CelValue): boolean {
  if (typeof value !== 'boolean') {
    throw new CelError('not a condition');
  }
  return value;
}

function string(value: CelValue): string {
  if (typeof value !== 'string') {
    throw new CelError('not a string');
  }
  return value;
}
