import { expect, test } from 'vitest';
import { contrastOnWhite, LEAST_CONTRAST, readableOnWhite } from './colours.ts';

test('contrast on white as WCAG reckons it', () => {
  expect(contrastOnWhite('#ffffff')).toBeCloseTo(1);
  expect(contrastOnWhite('#000000')).toBeCloseTo(21);
  expect(contrastOnWhite('#767676')).toBeCloseTo(4.54, 2);
  expect(contrastOnWhite('#ffff00')).toBeCloseTo(1.07, 2);
});

test('a colour that is read stays; a light one becomes its lightest shade that is', () => {
  expect(readableOnWhite('#7A1E2C')).toBe('#7A1E2C');
  for (const light of ['#ffff00', '#ffffff', '#ff8800', '#00ffff']) {
    const darker = readableOnWhite(light);
    expect(darker).toMatch(/^#[0-9a-f]{6}$/);
    expect(contrastOnWhite(darker)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    expect(contrastOnWhite(darker)).toBeLessThan(LEAST_CONTRAST + 0.4);
  }
});
