import { expect, test } from 'vitest';
import { type QuestionRow, readEffort, readNumber, readReferences } from './question-cells.ts';
import { knownNumbers, listFaultCodes, type QuestionSheet, readQuestionList } from './question-list.ts';
import { listFaultText } from './question-list-text.ts';

const sheet = (name: string, ...rows: QuestionRow[]): QuestionSheet => ({ name, rows });
const faultsOf = (...sheets: QuestionSheet[]) =>
  readQuestionList(sheets).faults.map((fault) =>
    `${fault.sheet} ${fault.row} ${fault.code} ${fault.value}`.trim(),
  );

test('a workbook with a sheet for each list: titles above, codes from the names, order kept', () => {
  const { list, faults, remarks } = readQuestionList([
    sheet('Deckblatt', ['WiBA'], ['Stand der Bearbeitung', '2026']),
    sheet(
      '03_Sicherung',
      ['Checkliste Sicherung'],
      [],
      ['Nr.', 'Prüffrage', 'Aufwand (1-4)', 'Referenz IT-Grundschutz', 'Status'],
      ['3.1', 'Wird gesichert?', 2, 'CON.3.A2, A4', ''],
      ['3.2', ' Wird die Sicherung\nerprobt? ', '1-2', 'CON.3 A12; OPS.1.2.4', 'offen'],
      [],
    ),
    sheet(
      '04_Drucker',
      ['Nr.', 'Prüffrage', 'Aufwand (1-4)', 'Referenz'],
      ['4.1', 'Ist er sicher?', '', '-'],
    ),
  ]);
  expect(faults).toEqual([]);
  expect(list).toMatchObject({
    kind: 'wiba',
    recognisedBy: 'name',
    groups: [
      { code: '3', title: '03_Sicherung' },
      { code: '4', title: '04_Drucker' },
    ],
  });
  expect(list?.questions).toEqual([
    {
      code: '3.1',
      group: '3',
      number: '3.1',
      question: 'Wird gesichert?',
      effort: { least: 2, most: 2 },
      references: ['CON.3.A2', 'CON.3.A4'],
      sheet: '03_Sicherung',
      row: 4,
    },
    {
      code: '3.2',
      group: '3',
      number: '3.2',
      question: 'Wird die Sicherung erprobt?',
      effort: { least: 1, most: 2 },
      references: ['CON.3.A12', 'OPS.1.2.4'],
      sheet: '03_Sicherung',
      row: 5,
    },
    {
      code: '4.1',
      group: '4',
      number: '4.1',
      question: 'Ist er sicher?',
      effort: null,
      references: [],
      sheet: '04_Drucker',
      row: 2,
    },
  ]);
  expect(remarks).toEqual([
    { code: 'sheet_skipped', sheet: 'Deckblatt' },
    { code: 'lists_differ', found: 2, expected: 19 },
    { code: 'questions_differ', found: 3, expected: 257 },
  ]);
});

test('one table with a column for the list; numbers that begin anew are preceded by their list', () => {
  const { list, faults } = readQuestionList([
    sheet(
      'fragen.csv',
      ['THEMA', 'lfd. Nr.', 'Frage'],
      ['Personal', '1', 'Sind alle geschult?'],
      ['Personal', '2', 'Gibt es Regeln?'],
      ['Netz', '1', 'Gibt es einen Plan?'],
    ),
  ]);
  expect(faults).toEqual([]);
  expect(list?.groups).toEqual([
    { code: '1', title: 'Personal' },
    { code: '2', title: 'Netz' },
  ]);
  expect(list?.questions.map(({ code, number }) => [code, number])).toEqual([
    ['1.1', '1'],
    ['1.2', '2'],
    ['2.1', '1'],
  ]);
  expect(list?.kind).toBe('other');
});

test('titles between the questions are lists; repeated headings are passed over; numbers may be missing altogether', () => {
  const headings = ['Prueffrage', 'Aufwand'];
  const { list, faults } = readQuestionList([
    sheet(
      'Stufenplan',
      headings,
      ['A. Leitung'],
      ['Ist jemand bestellt?', 1],
      headings,
      ['Wird berichtet?', '1 bis 2'],
      ['B. Technik'],
      ['Wird aktualisiert?', ''],
    ),
  ]);
  expect(faults).toEqual([]);
  expect(list?.kind).toBe('staged_plan');
  expect(list?.questions.map(({ group, number, effort }) => [group, number, effort])).toEqual([
    ['1', '1', { least: 1, most: 1 }],
    ['1', '2', { least: 1, most: 2 }],
    ['2', '1', null],
  ]);
});

test('all faults are named at once with sheet and row; sound rows are kept', () => {
  const sheets = [
    sheet(
      'Netz',
      ['Nr', 'Frage', 'Aufwand'],
      ['1', 'Gibt es einen Plan?', 'hoch'],
      ['2', '', 1],
      ['', 'Ist er aktuell?', 9],
      ['3', 'x'.repeat(2001), 1],
      ['4', 'Liegt er vor?', 1],
      ['4', 'Wird er benutzt?', 1],
    ),
  ];
  expect(faultsOf(...sheets)).toEqual([
    'Netz 2 effort_unclear hoch',
    'Netz 3 question_missing',
    'Netz 4 number_missing Ist er aktuell?',
    'Netz 4 effort_unclear 9',
    'Netz 5 question_too_long 2001',
    'Netz 7 number_twice 4',
  ]);
  expect(readQuestionList(sheets).list?.questions.map(({ row }) => row)).toEqual([6]);
});

test('cells over several rows: the name of a list holds for all of them, anything else is a fault', () => {
  const rows = [
    ['Liste', 'Nr.', 'Frage'],
    ['Netz', '1', 'Gibt es einen Plan?'],
    ['', '2', 'Ist er aktuell?'],
    ['Rechte', '1', 'Gibt es Regeln?'],
  ];
  const { list, faults } = readQuestionList([{ name: 'Tabelle1', rows, merged: ['A1:C1', 'A2:A3'] }]);
  expect([faults, list?.questions.map(({ code }) => code)]).toEqual([[], ['1.1', '1.2', '2.1']]);
  expect(faultsOf({ name: 'Tabelle1', rows, merged: ['C3:C4'] })).toEqual(['Tabelle1 3 merged_cells C3:C4']);
  expect(faultsOf({ name: 'T', rows, tooManyRows: true, tooManyColumns: true })).toEqual([
    'T null too_many_rows 5000',
    'T null too_many_columns 60',
  ]);
});

test('a formula is a fault; the same words twice in a list are remarkable only', () => {
  const head = ['Nr.', 'Frage'];
  expect(faultsOf(sheet('Netz', head, ['1', '=A1&"?"'], ['=1+1', 'Gilt es?']))).toEqual([
    'Netz 2 formula =A1&"?"',
    'Netz 3 formula =1+1',
  ]);
  const { faults, remarks } = readQuestionList([
    sheet('Netz', head, ['1', 'Gilt es?'], ['2', 'Gilt  es ?'], ['3', 'Gilt nichts?']),
  ]);
  expect([faults, remarks]).toEqual([[], [{ code: 'question_twice', sheet: 'Netz', row: 3, first: '1' }]]);
});

test('a file without headings, and one with headings only, are refused as a whole', () => {
  expect(faultsOf(sheet('Notizen', ['Fragen'], ['Wer macht was?']))).toEqual(['null null no_headings']);
  expect(faultsOf(sheet('Leer', ['Nr.', 'Frage'], []))).toEqual(['null null no_questions']);
  expect(readQuestionList([]).list).toBeNull();
  const question = 'Frage, ob der Aufwand in jeder Checkliste des Hauses angegeben ist?';
  expect(
    faultsOf(sheet('Text', [question, 'Nummer der Liste, die dazu gehört und die niemand kennt'])),
  ).toEqual(['null null no_headings']);
});

test('recognition by counts: nineteen lists with 257 questions, or 92 in one', () => {
  const sizes = [10, 7, 7, 19, 13, 6, 22, 18, 26, 18, 6, 16, 11, 35, 10, 4, 6, 7, 16];
  const many = sizes.map((size, at) =>
    sheet(
      `${at + 1} Liste`,
      ['Nr.', 'Frage', 'Referenz'],
      ...Array.from({ length: size }, (_, n) => [`${at + 1}.${n + 1}`, `Gilt ${at}-${n}?`, 'ORP.1.A1']),
    ),
  );
  const { list, faults, remarks } = readQuestionList(many);
  expect([faults, remarks]).toEqual([[], []]);
  expect(list && knownNumbers(list).inList).toEqual(sizes);
  expect([list?.kind, list?.recognisedBy, list?.groups.length, list?.questions.length]).toEqual([
    'wiba',
    'counts',
    19,
    257,
  ]);

  const plan = sheet(
    'Tabelle1',
    ['Nr.', 'Frage'],
    ...Array.from({ length: 92 }, (_, n) => [n + 1, `Gilt ${n}?`]),
  );
  const staged = readQuestionList([plan]);
  expect([staged.list?.kind, staged.list?.recognisedBy, staged.remarks]).toEqual([
    'staged_plan',
    'counts',
    [],
  ]);
  expect(readQuestionList([{ ...plan, rows: plan.rows.slice(0, 60) }]).list?.kind).toBe('other');
});

test('what a spreadsheet made of numbers and ranges is turned back', () => {
  expect(readNumber('Frage 7.', '')).toBe('7');
  expect(readNumber('2026-02-01', '1.1')).toBe('1.2');
  expect(readNumber('2026-10-01', '1.9')).toBe('1.10');
  expect(readNumber(1.1, '1.9')).toBe('1.10');
  expect(readNumber(1.1, '')).toBe('1.1');
  expect(readNumber(1.1, '1.3')).toBe('1.1');
  expect(readEffort('2026-02-01')).toEqual({ least: 1, most: 2 });
  expect(readEffort('3–2')).toEqual({ least: 2, most: 3 });
  expect(readEffort(' ')).toBeNull();
  expect([readEffort('6'), readEffort(0), readEffort('1-2-3'), readEffort(true)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('references: shortened ones are completed, each stands once, others stay as they are', () => {
  expect(readReferences('ORP.4.A1, A2\nORP.4.A1; SYS.2.1 A3 (B)')).toEqual([
    'ORP.4.A1',
    'ORP.4.A2',
    'SYS.2.1.A3',
  ]);
  expect(readReferences('ORP.4, Leitfaden Seite 3, A5')).toEqual(['ORP.4', 'Leitfaden Seite 3', 'A5']);
  expect(readReferences(undefined)).toEqual([]);
});

test('each fault has a sentence in both languages', () => {
  for (const code of listFaultCodes) {
    const { de, en } = listFaultText({ sheet: 'Netz', row: 4, code, value: '7' });
    expect([
      de.startsWith('Blatt „Netz“, Zeile 4: '),
      en.startsWith('Sheet "Netz", row 4: '),
      de === en,
    ]).toEqual([true, true, false]);
  }
  expect(listFaultText({ sheet: null, row: null, code: 'no_questions', value: '' }).de).toBe(
    'Unter den Überschriften stehen keine Fragen.',
  );
});
