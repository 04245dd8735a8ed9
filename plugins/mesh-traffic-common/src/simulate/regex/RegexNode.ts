/** A character as a code point, or undefined at either end of the text. */
export type Char = number | undefined;

/** A regular expression, taken apart. */
export type RegexNode =
  | { kind: 'empty' }
  | { kind: 'char'; matches: (char: number) => boolean }
  | { kind: 'assert'; holds: (before: Char, after: Char) => boolean }
  | { kind: 'sequence'; nodes: RegexNode[] }
  | { kind: 'choice'; nodes: RegexNode[] }
  | { kind: 'repeat'; node: RegexNode; min: number; max: number };

/** RE2 refuses the expression: neither Istio nor Envoy takes it. */
export class InvalidRegex extends Error {}

/** RE2 knows it, and this reader does not. */
export class UnknownRegex extends Error {}
