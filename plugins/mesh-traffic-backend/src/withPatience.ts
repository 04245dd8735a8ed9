/** Waits for a result, but no longer than `milliseconds`; then takes what `otherwise` gives. */
export async function withPatience<T>(
  result: Promise<T>,
  milliseconds: number,
  otherwise: () => T,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<T>(resolve => {
    timer = setTimeout(() => resolve(otherwise()), milliseconds);
  });
  return Promise.race([result, impatience]).finally(() => clearTimeout(timer));
}
