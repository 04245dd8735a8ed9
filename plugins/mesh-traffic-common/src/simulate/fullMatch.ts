const compiled = new Map<string, RegExp | undefined>();
const MAX_COMPILED = 1000;

/**
 * Whether an RE2 expression matches the whole text, as Envoy and Istio apply it. An expression that JavaScript cannot
 * read matches nothing.
 */
export function fullMatch(pattern: string, text: string): boolean {
  let regex = compiled.get(pattern);
  if (regex === undefined && !compiled.has(pattern)) {
    regex = compile(pattern);
    if (compiled.size >= MAX_COMPILED) {
      compiled.clear();
    }
    compiled.set(pattern, regex);
  }
  return regex?.test(text) ?? false;
}

function compile(pattern: string): RegExp | undefined {
  const ignoreCase = pattern.startsWith('(?i)');
  try {
    return new RegExp(`^(?:${ignoreCase ? pattern.slice(4) : pattern})$`, ignoreCase ? 'iu' : 'u');
  } catch {
    return undefined;
  }
}
