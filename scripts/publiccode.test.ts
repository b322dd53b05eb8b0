import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lint, publiccode } from './publiccode.ts';

test('publiccode.yml is what template, package and changelog give, and keeps to the standard', () => {
  expect(readFileSync(new URL('../publiccode.yml', import.meta.url), 'utf8')).toBe(publiccode());
  expect(lint(publiccode())).toEqual([]);
});

test('each broken key is named', () => {
  const broken = publiccode()
    .replace(/^name: .*$/m, '')
    .replace('developmentStatus: development', 'developmentStatus: nearly')
    .replace(/shortDescription: From.*/, `shortDescription: ${'long '.repeat(40)}`)
    .replace('localisationReady: true', 'localisationReady: maybe')
    .replace(/ {2}contacts:\n.*\n/, '')
    .replace('EUPL-1.2', '{license}');
  expect(lint(broken)).toEqual([
    'name: missing or malformed',
    'developmentStatus: missing or malformed',
    'legal.license: missing or malformed',
    'localisation.localisationReady: true or false',
    'maintenance.contacts: at least one, with a name',
    'description.en.shortDescription: 1 to 150 characters',
    'a name in braces was not filled in',
  ]);
});
