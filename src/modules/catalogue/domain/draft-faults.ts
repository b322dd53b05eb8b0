import { codeOf, type DraftHead, type DraftRow, inOrder } from './catalogue-draft.ts';
import type { LocalText } from './catalogue-reader.ts';
import { readCatalogueSheets } from './catalogue-sheet.ts';
import { type ForeignCatalogue, sameCode } from './foreign-catalogue.ts';
import { foreignFaultText } from './foreign-fault-text.ts';
import type { Modal } from './framework.ts';
import { factWords, headingWords, kindWords, sheetColumns, sheetNames } from './sheet-words.ts';

/** What is wrong with a draft; `row` is null for the catalogue as a whole, `field` as the form names it. */
export interface DraftFault {
  row: string | null;
  field: string;
  text: LocalText;
}

const modalWords: Readonly<Record<Modal, string>> = { MUST: 'MUSS', SHOULD: 'SOLLTE', MAY: 'KANN' };
const STAMP = { uuid: '00000000-0000-4000-8000-000000000000', at: '2000-01-01T00:00:00Z' };

/** Every fault: the rules of the workbook first, then what only a draft can get wrong. */
export function draftFaults(
  head: DraftHead,
  rows: readonly DraftRow[],
  base: ForeignCatalogue | null,
): DraftFault[] {
  const { headings, requirements } = inOrder(rows);
  const ordered = [...headings, ...requirements];
  return [
    ...(requirements.length === 0 ? [NOTHING_ASKED] : []),
    ...(ordered.length === 0 ? [] : sheetFaults(head, ordered)),
    ...codeFaults(ordered),
    ...gapFaults(ordered, base),
  ];
}

const NOTHING_ASKED: DraftFault = {
  row: null,
  field: 'rows',
  text: {
    de: 'Noch steht keine Anforderung im Entwurf. Legen Sie mindestens eine an.',
    en: 'There is no requirement in the draft yet. Add at least one.',
  },
};

/** The draft as the workbook it could have come in: one set of rules for both. */
function sheetFaults(head: DraftHead, rows: readonly DraftRow[]): DraftFault[] {
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  const cells = rows.map((row) => [
    kindWords[row.kind === 'heading' ? 'group' : 'control'].de,
    row.code,
    codes.get(row.aboveId ?? row.headingId ?? '') ?? '',
    row.title,
    row.statement,
    row.guidance,
    row.evidence,
    row.modal === null ? '' : modalWords[row.modal],
  ]);
  const facts = [
    [factWords.title.label.de, head.title],
    [factWords.version.label.de, head.edition],
  ];
  const sheet = (name: string, content: string[][]) => ({
    name,
    rows: content,
    merged: [],
    tooManyRows: false,
    tooManyColumns: false,
  });
  const reading = readCatalogueSheets(
    [
      sheet(sheetNames.catalogue.de, facts),
      sheet(sheetNames.requirements.de, [sheetColumns.map((column) => headingWords[column].de), ...cells]),
    ],
    '',
    STAMP,
  );
  if (!('faults' in reading)) return [];
  return reading.faults.map((fault) => {
    const [, column = '', line = ''] = /^Anforderungen!([A-Z])(\d+)$/.exec(fault.path) ?? [];
    const row = rows[Number(line) - 2];
    const said = foreignFaultText({ ...fault, path: '' });
    const text = { de: said.de.replace(/^: /, ''), en: said.en.replace(/^: /, '') };
    if (row === undefined) return { row: null, field: fault.path.endsWith('B2') ? 'edition' : 'title', text };
    return { row: row.id, field: sheetColumns[column.charCodeAt(0) - 65] ?? 'title', text };
  });
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Numbers that a workbook would take for a day, and those that the document already uses for something else. */
function codeFaults(rows: readonly DraftRow[]): DraftFault[] {
  const first = new Map<string, string>();
  return rows.flatMap((row) => {
    const place = `${row.kind} ${sameCode(codeOf(row))}`;
    const other = first.get(place);
    if (other === undefined) first.set(place, row.code);
    const faults: DraftFault[] = [];
    if (other !== undefined && other !== row.code)
      faults.push({
        row: row.id,
        field: 'code',
        text: {
          de: `Diese Nummer führt das Dokument schon für „${other}“.`,
          en: `The document already uses this number for "${other}".`,
        },
      });
    if (DAY.test(row.code))
      faults.push({
        row: row.id,
        field: 'code',
        text: {
          de: 'Eine Tabelle hielte diese Nummer für ein Datum. Wählen Sie eine andere.',
          en: 'A spreadsheet would take this number for a date. Choose another one.',
        },
      });
    return faults;
  });
}

const GAP = /\{\{\s*(?:insert:\s*param,\s*)?([^\s{},]{1,200})\s*\}\}/g;

/** Double braces stand for a gap that whoever applies the catalogue fills in; it has to be one the document knows. */
function gapFaults(rows: readonly DraftRow[], base: ForeignCatalogue | null): DraftFault[] {
  const known = new Set(
    base
      ? [base, ...base.groups, ...base.controls].flatMap(({ parameters }) => parameters.map(({ id }) => id))
      : [],
  );
  const before = new Map(base?.controls.map((control) => [control.code, control]));
  return rows.flatMap((row) => {
    const from = row.origin === null ? undefined : before.get(row.origin);
    return (['statement', 'guidance', 'evidence'] as const).flatMap((field): DraftFault[] => {
      const text = row[field];
      if (!text.includes('{{') || (field !== 'evidence' && from?.[field].trim() === text)) return [];
      const lost = [...text.matchAll(GAP)].map(([, id = '']) => id).find((id) => !known.has(id));
      if (lost === undefined) return [];
      return [
        {
          row: row.id,
          field,
          text: {
            de: `{{ ${lost} }} steht in Katalogen für einen Platzhalter; diesen gibt es hier nicht. Nehmen Sie andere Klammern.`,
            en: `{{ ${lost} }} stands for a parameter in catalogues; there is none of this name. Use other brackets.`,
          },
        },
      ];
    });
  });
}
