import { expect, test } from 'vitest';
import { classOf, strictest } from './confidentiality.ts';

test('findings on security are not public unless somebody says so; all others are', () => {
  expect(classOf({ area: 'security', confidentiality: null })).toBe('non_public');
  expect(classOf({ area: 'security', confidentiality: 'public' })).toBe('public');
  expect(classOf({ area: 'budget', confidentiality: null })).toBe('public');
  expect(classOf({ area: 'budget', confidentiality: 'technical' })).toBe('technical');
});

test('what becomes one is shown to as few as the most guarded part', () => {
  expect(strictest(['public', 'technical', 'non_public'])).toBe('technical');
  expect(strictest(['public', 'non_public'])).toBe('non_public');
  expect(strictest([])).toBe('public');
});
