import { CelUnknown } from './celErrors';

export interface Token {
  kind: 'name' | 'text' | 'sign' | 'end';
  text: string;
}

const TOKEN =
  /\s*(?:(r?)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([A-Za-z_][\w]*)|(==|!=|&&|\|\||[?:().,![\]]))/y;

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** Takes an expression apart. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(expression);
    if (!match) {
      throw new CelUnknown(`"${expression.slice(at, at + 12)}"`);
    }
    const [, raw, quoted, name, sign] = match;
    if (quoted !== undefined) {
      tokens.push({ kind: 'text', text: unquote(quoted, raw === 'r') });
    } else {
      tokens.push(name === undefined ? { kind: 'sign', text: sign } : { kind: 'name', text: name });
    }
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function unquote(quoted: string, raw: boolean): string {
  const inner = quoted.slice(1, -1);
  return raw ? inner : inner.replace(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char);
}
