import { expect, test } from 'vitest';
import { PHASE_OF_DAY, PHASES } from '../domain/rating.ts';
import { shippedTemplate } from './agenda-templates.ts';

test('the template fills five days, no two entries of a day overlap, each day in its phase', () => {
  const entries = shippedTemplate();
  expect(new Set(entries.map(({ day }) => day))).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(new Set(entries.map(({ phase }) => phase))).toEqual(new Set(PHASES));
  for (const entry of entries) expect(entry.phase).toBe(PHASE_OF_DAY[entry.day]);
  for (const day of [1, 2, 3, 4, 5]) {
    const own = entries.filter((entry) => entry.day === day);
    for (const [at, entry] of own.entries())
      if (at > 0) expect(entry.starts >= (own[at - 1]?.ends ?? '')).toBe(true);
  }
  for (const { title } of entries) expect(title.de).not.toBe(title.en);
});
