import type { LocalText } from './catalogue-reader.ts';

export const sheetNames = {
  catalogue: { de: 'Katalog', en: 'Catalogue' },
  requirements: { de: 'Anforderungen', en: 'Requirements' },
  explanation: { de: 'Erläuterung', en: 'Explanation' },
} as const;

export const sheetColumns = [
  'kind',
  'code',
  'under',
  'title',
  'statement',
  'guidance',
  'evidence',
  'modal',
] as const;
export type SheetColumn = (typeof sheetColumns)[number];

export const headingWords: Readonly<Record<SheetColumn, LocalText>> = {
  kind: { de: 'Art', en: 'Kind' },
  code: { de: 'Nummer', en: 'Number' },
  under: { de: 'Unter', en: 'Under' },
  title: { de: 'Titel', en: 'Title' },
  statement: { de: 'Text', en: 'Text' },
  guidance: { de: 'Hinweis', en: 'Guidance' },
  evidence: { de: 'Nachweis', en: 'Evidence' },
  modal: { de: 'Verbindlichkeit', en: 'Modal verb' },
};

export const kindWords = {
  group: { de: 'Überschrift', en: 'Heading' },
  control: { de: 'Anforderung', en: 'Requirement' },
} as const;

export const catalogueFacts = ['title', 'version', 'published', 'language', 'source', 'licence'] as const;
export type CatalogueFact = (typeof catalogueFacts)[number];

export const factWords: Readonly<Record<CatalogueFact, { label: LocalText; help: LocalText }>> = {
  title: {
    label: { de: 'Titel', en: 'Title' },
    help: { de: 'Pflicht. So heißt der Katalog in Listen.', en: 'Required. The name shown in lists.' },
  },
  version: {
    label: { de: 'Fassung', en: 'Version' },
    help: {
      de: 'Pflicht. Neue Fassung, neue Angabe: 1, 2 oder 2026-05.',
      en: 'Required. Change it with every edition: 1, 2 or 2026-05.',
    },
  },
  published: {
    label: { de: 'Veröffentlicht am', en: 'Published on' },
    help: { de: 'Datum, zum Beispiel 2026-05-01.', en: 'A date, e.g. 2026-05-01.' },
  },
  language: {
    label: { de: 'Sprache', en: 'Language' },
    help: { de: 'de oder en.', en: 'de or en.' },
  },
  source: {
    label: { de: 'Herausgeber', en: 'Publisher' },
    help: { de: 'Wer den Katalog verantwortet.', en: 'Who answers for the catalogue.' },
  },
  licence: {
    label: { de: 'Lizenz', en: 'Licence' },
    help: {
      de: 'Unter welchen Bedingungen der Text genutzt werden darf.',
      en: 'The terms under which the text may be used.',
    },
  },
};

/** Lines of the explanation sheet: what is explained, and how. */
export const explanation: readonly { what: LocalText; how: LocalText }[] = [
  {
    what: { de: 'So gehen Sie vor', en: 'How to proceed' },
    how: {
      de: 'Füllen Sie zuerst das Blatt „Katalog“ aus, dann „Anforderungen“: eine Zeile je Überschrift oder Anforderung. Lesen Sie die Datei danach ein. Fehler werden mit Blatt und Zelle genannt; solange es welche gibt, wird nichts übernommen.',
      en: 'Fill in the sheet "Catalogue" first, then "Requirements": one row for each heading or requirement. Then read the file in. Faults are named with sheet and cell; while there are any, nothing is taken over.',
    },
  },
  {
    what: headingWords.kind,
    how: {
      de: '„Überschrift“ oder „Anforderung“. Ohne Angabe ist die Zeile eine Anforderung. Überschriften werden nicht bewertet.',
      en: '"Heading" or "Requirement". Left empty, the row is a requirement. Headings are not rated.',
    },
  },
  {
    what: headingWords.code,
    how: {
      de: 'Pflicht und einmalig, zum Beispiel 4.10. Die Spalte ist als Text eingerichtet, damit aus 4.10 nicht 4.1 wird. Vergeben Sie Nummern nicht neu: Bewertungen hängen daran.',
      en: 'Required and unique, e.g. 4.10. The column is set to text, so that 4.10 does not become 4.1. Do not reuse numbers: ratings depend on them.',
    },
  },
  {
    what: headingWords.under,
    how: {
      de: 'Nummer der Überschrift oder Anforderung darüber. Leer steht die Zeile ganz oben.',
      en: 'Number of the heading or requirement above. Left empty, the row stands at the top.',
    },
  },
  {
    what: headingWords.title,
    how: { de: 'Pflicht. Kurz, in einer Zeile.', en: 'Required. Short, in one line.' },
  },
  {
    what: headingWords.statement,
    how: { de: 'Was verlangt wird, in ganzen Sätzen.', en: 'What is demanded, in full sentences.' },
  },
  {
    what: headingWords.guidance,
    how: { de: 'Was beim Umsetzen hilft.', en: 'What helps to implement it.' },
  },
  {
    what: headingWords.evidence,
    how: { de: 'Was man sich zeigen lässt.', en: 'What one has shown.' },
  },
  {
    what: headingWords.modal,
    how: { de: 'MUSS, SOLLTE, KANN oder leer.', en: 'MUST, SHOULD, MAY or empty.' },
  },
  {
    what: { de: 'Was nicht geht', en: 'What does not work' },
    how: {
      de: 'Verbundene Zellen werden abgelehnt. Formeln werden nicht gerechnet, sondern als Text gelesen. Weitere Spalten und Blätter dürfen stehen bleiben, sie werden nicht gelesen.',
      en: 'Merged cells are refused. Formulas are not calculated but read as text. More columns and sheets may stay, they are not read.',
    },
  },
];
