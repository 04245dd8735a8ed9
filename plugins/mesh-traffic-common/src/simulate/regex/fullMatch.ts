import { compileRegex } from './compileRegex';
import { parseRegex } from './parseRegex';
import { InvalidRegex } from './RegexNode';

/** `invalid`: RE2 refuses it; `unknown`: it is beyond this reader. */
export type RegexVerdict = 'ok' | 'invalid' | 'unknown';

interface Compiled {
  verdict: RegexVerdict;
  matches: (text: string) => boolean;
}

const compiled = new Map<string, Compiled>();
const MAX_COMPILED = 1000;

/**
 * Whether an RE2 expression matches the whole text, as Envoy and Istio apply it. An expression that cannot be read
 * matches nothing; ask {@link checkRegex} first.
 */
export function fullMatch(pattern: string, text: string): boolean {
  return compiledRegex(pattern).matches(text);
}

export function checkRegex(pattern: string): RegexVerdict {
  return compiledRegex(pattern).verdict;
}

function compiledRegex(pattern: string): Compiled {
  const known = compiled.get(pattern);
  if (known) {
    return known;
  }
  if (compiled.size >= MAX_COMPILED) {
    compiled.clear();
  }
  const made = compile(pattern);
  compiled.set(pattern, made);
  return made;
}

function compile(pattern: string): Compiled {
  try {
    return { verdict: 'ok', matches: compileRegex(parseRegex(pattern)) };
  } catch (error) {
    return {
      verdict: error instanceof InvalidRegex ? 'invalid' : 'unknown',
      matches: () => false,
    };
  }
}
