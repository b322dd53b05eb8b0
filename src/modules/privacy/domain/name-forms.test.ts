import { describe, expect, test } from 'vitest';
import { nameForms, surnameIn } from './name-forms.ts';

describe('the forms of a name', () => {
  test('turn it round, shorten it, leave titles out and spell umlauts', () => {
    expect(nameForms('Dr. Eva  Groß')).toEqual(
      expect.arrayContaining([
        'Dr. Eva Groß',
        'Eva Groß',
        'Groß, Eva',
        'Groß Eva',
        'E. Groß',
        'Gross, Eva',
        'Eva Gross',
      ]),
    );
  });
  test('never hold the first or last name alone, nor anything too short to mean somebody', () => {
    expect(nameForms('Eva Groß')).not.toContain('Eva');
    expect(nameForms('Eva Groß')).not.toContain('Groß');
    expect(nameForms('it')).toEqual([]);
    expect(nameForms('Gemeinderat')).toEqual(['Gemeinderat']);
  });
  test('are also as JSON writes them', () => {
    expect(nameForms('Eva "Evi" Groß')).toContain('Eva \\"Evi\\" Groß');
  });
  test('a surname needs a first name', () => {
    expect(surnameIn('Eva Groß')).toBe('Groß');
    expect(surnameIn('Gemeinderat')).toBeNull();
    expect(surnameIn('Eva Xu')).toBeNull();
  });
});
