import { expect, test } from 'vitest';
import { createIds, idTime, isId } from './ids.ts';

/** A repeatable source (xorshift). */
function seeded(seed: number): (bytes: Uint8Array) => void {
  let x = seed;
  return (bytes) => {
    for (let i = 0; i < bytes.length; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      bytes[i] = x & 0xff;
    }
  };
}

test('carries version, variant and time', () => {
  const id = createIds({ now: () => 1_795_000_000_123, random: seeded(7) })();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(isId(id)).toBe(true);
  expect(idTime(id)).toBe(1_795_000_000_123);
});

test('same sources, same ids', () => {
  const make = () => createIds({ now: () => 5, random: seeded(1) });
  const [a, b] = [make(), make()];
  expect([a(), a(), a()]).toEqual([b(), b(), b()]);
});

test('sorts as made and never repeats, also while the clock stands or runs back', () => {
  let calls = 0;
  const next = createIds({
    now: () => 1_000_000 - Math.floor(calls++ / 5000),
    random: (bytes) => crypto.getRandomValues(bytes),
  });
  const ids = Array.from({ length: 20_000 }, next);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual([...ids].sort());
});
