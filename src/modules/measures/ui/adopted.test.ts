import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#texts/runtime';
import { adoptedMeasure } from './adopted.ts';
import type { LibraryMeasure } from './library-words.ts';

const words = (text: string) => ({ de: text, en: `${text} in English` });
const measure: LibraryMeasure = {
  id: 'restore-tests',
  area: 'security',
  also: [],
  title: words('Rücksicherung erproben'),
  what: words('Ein System je Quartal herstellen.'),
  why: words('Eine nie erprobte Sicherung ist eine Hoffnung.'),
  steps: [words('Plan aufstellen.'), words('Herstellen.'), words('Prüfen lassen.')],
  proof: words('Zwei Protokolle.'),
  horizon: 'short',
  role: 'it_administrator',
  effort: [{ role: 'it_administrator', days: { least: 4, most: 9 } }],
  ownDays: { least: 4, most: 9 },
  externalDays: { least: 0, most: 0 },
  once: { least: 0, most: 3001 },
  yearly: { least: 500, most: 500 },
  budgetKind: 'result',
  origin: null,
  needs: [],
  serves: [],
  risks: [],
  grants: [],
  service: null,
  indicator: {
    name: words('Erfolgreiche Rücksicherungen'),
    unit: 'count',
    better: 'higher',
    readFrom: 'entered',
  },
  firstReviewMonths: 6,
  source: words('Eigene Schätzung.'),
};

test('the form begins with the middle of every range, the steps numbered and the finding linked', () => {
  overwriteGetLocale(() => 'de');
  expect(adoptedMeasure(measure, ['f1'])).toEqual({
    title: 'Rücksicherung erproben',
    reason: 'Eine nie erprobte Sicherung ist eine Hoffnung.',
    description:
      'Ein System je Quartal herstellen.\n\n1. Plan aufstellen.\n2. Herstellen.\n3. Prüfen lassen.',
    horizon: 'short',
    mandatory: false,
    onceCostCents: 150_050,
    yearlyCostCents: 50_000,
    grantCents: 0,
    budgetKind: 'result',
    budgetLine: null,
    consultContract: null,
    owner: null,
    effortDays: 7,
    externalDays: 0,
    library: 'restore-tests',
    responsibleRole: 'it_administrator',
    proof: 'Zwei Protokolle.',
    confidentiality: 'public',
    indicator:
      'Erfolgreiche Rücksicherungen (Anzahl, höher ist besser), von Hand erhoben. Erste Nachschau nach 6 Monaten.',
    findings: ['f1'],
    goals: [],
  });
});

test('it speaks the language of the page', () => {
  overwriteGetLocale(() => 'en');
  expect(adoptedMeasure(measure, []).indicator).toBe(
    'Erfolgreiche Rücksicherungen in English (count, higher is better), collected by hand. First review after 6 months.',
  );
});
