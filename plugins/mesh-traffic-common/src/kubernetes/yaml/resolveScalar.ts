const INT = /^[-+]?[0-9]+$/;
const OCTAL = /^0o[0-7]+$/;
const HEX = /^0x[0-9a-fA-F]+$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

const WORDS = new Map<string, boolean | null>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);

/**
 * The value of a plain (unquoted) scalar by the core schema (YAML 1.2.2, section 10.3.2). Infinity and
 * NaN stay text: JSON, and so Kubernetes, has neither.
 */
export function resolveScalar(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  const mayBeNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!mayBeNumber) return text;
  if (INT.test(text) || FLOAT.test(text)) {
    const number = Number(text);
    return Number.isFinite(number) ? number : text;
  }
  if (HEX.test(text) || OCTAL.test(text)) return Number(text);
  return text;
}
