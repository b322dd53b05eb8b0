import { useEffect, useState } from 'react';

const REST_MS = 250;

/** The value once it has rested for a moment: a slider must not ask at every step. */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
