import { expect, test } from 'vitest';
import type { ReportRoom } from './results-report.ts';
import { resultsView } from './results-view.ts';
import { empty, NO_CHARTS } from './testing/empty-report.ts';

test('the walk-through says what is good, what is not and what nobody knows', () => {
  const point = (title: string, answer: ReportRoom['points'][number]['answer'], note = '') => ({
    title,
    answer,
    note,
  });
  const room = (name: string, points: ReportRoom['points']): ReportRoom => ({
    site: 'Rathaus',
    name,
    checklist: 'Serverraum',
    points,
    observations: [],
  });
  const points = [
    point('Klima', 'ok'),
    point('Wasser', 'defect', 'Leitung'),
    point('Strom', 'not_seen'),
    point('Brand', null),
  ];
  const seen = { ...room('012', points), observations: [{ number: 'B-01', statement: 'Kalkränder.' }] };
  const noted = {
    ...room('118', [point('Klima', null)]),
    observations: [
      { number: 'B-02', statement: 'Staub.' },
      { number: 'B-03', statement: 'Lärm.' },
    ],
  };
  const rooms = [seen, room('117', [point('Klima', null)]), noted];
  const { data } = resultsView({ ...empty, rooms }, NO_CHARTS);
  expect(data.appendix.walk?.intro).toContain(
    '2 von 3 Räumen sind begangen. Prüfpunkte: 6, davon 1 in Ordnung, 1 mit Mangel, 1 nicht gesehen, 3 noch offen.',
  );
  expect(data.appendix.walk?.sites).toEqual([
    {
      title: 'Rathaus',
      counts: [
        ['012', 'Serverraum', '1', '1', '1', '0', '1'],
        ['117', 'Serverraum', '0', '0', '0', '0', '1'],
        ['118', 'Serverraum', '0', '0', '0', '0', '1'],
      ],
      details: [
        {
          title: '012',
          rows: [
            ['In Ordnung', 'Klima'],
            ['Mangel', 'Wasser (Leitung)'],
            ['Nicht gesehen', 'Strom'],
            ['Offen', 'Brand'],
            ['Beobachtungen', 'B-01 Kalkränder'],
          ],
        },
        {
          title: '118',
          rows: [
            ['Offen', 'Noch kein Punkt geprüft'],
            ['Beobachtungen', 'B-02 Staub; B-03 Lärm'],
          ],
        },
      ],
    },
  ]);
  expect(resultsView(empty, NO_CHARTS).data.appendix.walk).toBeNull();
});
