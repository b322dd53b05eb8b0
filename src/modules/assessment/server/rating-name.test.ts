import { expect, test } from 'vitest';
import { ratingName } from './rating-name.ts';

test('a rating is called by its standard, clause and title', () => {
  expect(ratingName('itil incident', 'de')).toMatch(/^ITIL: Störungen/);
  expect(ratingName('vds10000 4.1.3', 'de')).toMatch(/^VdS 10000, 4\.1\.3: \S+/);
  expect(ratingName('vds10000 4.1.3', 'en')).not.toBe(ratingName('vds10000 4.1.3', 'de'));
  expect(ratingName('vds10000 99.9', 'de')).toBe('VdS 10000 99.9');
});
