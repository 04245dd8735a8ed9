/** More texts than this are not remembered. */
const MOST = 10_000;

/** The same function, which remembers its answers: for texts that come again and again. */
export function memo<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) {
      return found as T;
    }
    const made = make(text);
    if (known.size < MOST) {
      known.set(text, made);
    }
    return made;
  };
}
