import { useEffect, useState } from 'react';

const TICK_MS = 15_000;

/** The present time in milliseconds, renewed often enough for `3 min ago`. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
