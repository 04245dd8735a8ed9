/** Waits for a result, but no longer than `milliseconds`; then takes what `otherwise` gives or throws. */
export async function withPatience<T>(
  result: Promise<T>,
  milliseconds: number,
  otherwise: () => T,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => {
      try {
        resolve(otherwise());
      } catch (error) {
        reject(error);
      }
    }, milliseconds);
  });
  return Promise.race([result, impatience]).finally(() => clearTimeout(timer));
}
