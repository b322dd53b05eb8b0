import { expect, test } from 'vitest';
import { isEmpty, MOST_SPOTS, spot, thin } from './sketch.ts';

test('spots stay inside the picture, with four decimals', () => {
  expect(spot(-0.1, 1.5)).toEqual({ x: 0, y: 1 });
  expect(spot(0.123456, 1 / 3)).toEqual({ x: 0.1235, y: 0.3333 });
});

test('a line drawn by hand keeps its shape with fewer spots, its end exactly', () => {
  const drawn = Array.from({ length: 2_001 }, (_, n) => ({ x: n / 2_000, y: 0.5 }));
  const kept = thin(drawn);
  expect(kept.length).toBeLessThan(260);
  expect([kept[0], kept.at(-1)]).toEqual([
    { x: 0, y: 0.5 },
    { x: 1, y: 0.5 },
  ]);
});

test('however long, a line never has more spots than are taken', () => {
  const scrawl = Array.from({ length: 20_000 }, (_, n) => ({
    x: (n % 100) / 100,
    y: ((n * 37) % 101) / 101,
  }));
  const kept = thin(scrawl);
  expect(kept.length).toBeLessThanOrEqual(MOST_SPOTS);
  expect(kept.length).toBeGreaterThan(1);
});

test('an empty sketch is told', () => {
  expect(isEmpty({ pins: [], lines: [] })).toBe(true);
  expect(isEmpty({ pins: [{ x: 0, y: 0, label: '' }], lines: [] })).toBe(false);
});
