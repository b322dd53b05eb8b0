import { expect, test } from 'vitest';
import { empty } from './testing/empty-report.ts';
import { legalCheckView, olderView } from './view-lists.ts';

test('legal units stand with disclaimer and what is still open; an older result names what cannot be compared', () => {
  const row = { title: 'Organisation', confirmed: true };
  const { legalCheck, older } = {
    legalCheck: legalCheckView({
      ...empty,
      legalCheck: {
        asOf: '2026-07-31',
        disclaimer: 'Keine Rechtsberatung.',
        units: [
          {
            name: 'Stadtwerke',
            kind: 'Gesellschaft',
            federal: { applies: 'yes', title: 'Trifft zu' },
            state: { applies: 'open', title: 'In welchem Land?' },
          },
        ],
      },
    }),
    older: olderView({
      ...empty,
      older: {
        edition: 'VdS 3473:2015-07',
        assessedOn: '2019-05-14',
        source: 'Bericht',
        comparable: 'Nur als Anhalt.',
        rows: [
          { ...row, code: '4', before: 35, today: 50, difference: 15 },
          { ...row, code: '5', before: 40, today: 30, difference: -10, confirmed: false },
          { ...row, code: '6', before: null, today: 30, difference: null },
        ],
      },
    }),
  };
  expect([legalCheck?.asOf, legalCheck?.disclaimer]).toEqual([
    'Stand der Prüfung: 31.07.2026.',
    'Keine Rechtsberatung.',
  ]);
  expect(legalCheck?.rows).toEqual([
    ['Stadtwerke', 'Gesellschaft', 'Trifft zu', 'Noch offen. In welchem Land?'],
  ]);
  expect(older?.rows).toEqual([
    ['4 Organisation', '35 %', '50 %', '+15', 'als Anhalt'],
    ['5 Organisation', '40 %', '30 %', '−10', 'Zuordnung nicht bestätigt'],
    ['6 Organisation', '–', '30 %', '–', 'nein, ein Wert fehlt'],
  ]);
  expect([legalCheckView(empty), olderView(empty)]).toEqual([null, null]);
});
