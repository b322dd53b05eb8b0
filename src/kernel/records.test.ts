import { expect, test } from 'vitest';
import { z } from 'zod';
import { changes } from './records.ts';

const fields = z.object({
  name: z.string().min(1),
  note: z.string().default(''),
  count: z.int().nullable().default(null),
});

test('a change carries what was sent and nothing else', () => {
  expect(changes(fields).parse({ note: 'neu' })).toEqual({ note: 'neu' });
  expect(changes(fields).parse({ count: null })).toEqual({ count: null });
});

test('what is sent is still checked', () => {
  expect(changes(fields).safeParse({ name: '' }).success).toBe(false);
});
