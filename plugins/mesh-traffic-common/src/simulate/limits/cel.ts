import { CelUnknown } from './celErrors';
import { type CelAttributes, type CelValue, parseCel } from './celParser';

export type { CelAttributes } from './celParser';

export type CelOutcome =
  | { kind: 'value'; value: CelValue }
  /** The expression has no value for this call: no descriptor comes of it. */
  | { kind: 'error' }
  /** Something beyond this part of CEL. */
  | { kind: 'unknown'; what: string };

export type CelProgram = (attributes: CelAttributes) => CelOutcome;

/**
 * The small part of CEL that rate limit descriptors use: strings, attributes, `==`, `!=`, `&&`, `||`, `!`, `?:`,
 * `startsWith`, `endsWith`, `contains` and `re.extract`. Source: github.com/google/cel-spec, and Envoy's attributes
 * (docs, "Attributes").
 */
export function compileCel(expression: string): CelProgram {
  let node: ReturnType<typeof parseCel>;
  try {
    node = parseCel(expression);
  } catch (error) {
    const what = error instanceof CelUnknown ? error.message : 'syntax';
    return () => ({ kind: 'unknown', what });
  }
  return attributes => {
    try {
      return { kind: 'value', value: node(attributes) };
    } catch (error) {
      if (error instanceof CelUnknown) {
        return { kind: 'unknown', what: error.message };
      }
      return { kind: 'error' };
    }
  };
}
