import type { LocalText } from './catalogue-reader.ts';
import {
  type ForeignCatalogue,
  type ForeignReading,
  type ForeignRemark,
  sameCode,
} from './foreign-catalogue.ts';
import type { Modal } from './framework.ts';
import { FaultCollector } from './oscal/json.ts';
import type { Stamp } from './oscal/resolve-profile.ts';
import { derive, modalOfWord } from './oscal/shown.ts';
import { foreignFromPlain, type PlainControl, type PlainGroup } from './plain-catalogue.ts';
import { plain, type QuestionCell, readNumber, shown } from './question-cells.ts';
import {
  type CatalogueFact,
  catalogueFacts,
  factWords,
  headingWords,
  kindWords,
  type SheetColumn,
  sheetColumns,
  sheetNames,
} from './sheet-words.ts';

/** A sheet as a workbook gives it; formulas are text that begins with `=`. */
export type CatalogueSheet = {
  name: string;
  rows: readonly (readonly QuestionCell[])[];
  merged: readonly string[];
  tooManyRows: boolean;
  tooManyColumns: boolean;
};

export const sheetLimits = { rows: 20_000, columns: 60, text: 30_000 } as const;
const HEADINGS_WITHIN = 20;
const DEEPEST = 32;

const matches = (cell: QuestionCell | undefined, { de, en }: LocalText): boolean =>
  cell !== undefined && [plain(de), plain(en)].includes(plain(cell));

/** Whether a workbook is the template, or was meant to be. */
export const isCatalogueBook = (sheets: readonly { name: string }[]): boolean =>
  sheets.some(({ name }) => matches(name, sheetNames.requirements));

/**
 * Reads a catalogue from the workbook of the template, in either language. Every fault names its cell
 * (`Anforderungen!C7`). Where rows stand does not matter, a heading may come after what it holds.
 */
export function readCatalogueSheets(
  sheets: readonly CatalogueSheet[],
  file: string,
  stamp: Stamp,
): ForeignReading {
  const faults = new FaultCollector(file);
  const content = sheets.find(({ name }) => matches(name, sheetNames.requirements));
  const head = sheets.find(({ name }) => matches(name, sheetNames.catalogue));
  for (const [sheet, name] of [
    [head, sheetNames.catalogue],
    [content, sheetNames.requirements],
  ] as const)
    if (sheet === undefined) faults.add('', 'sheet_missing', { sheet: name.de });
  if (head === undefined || content === undefined) return { faults: faults.faults };
  const reader = new SheetReader(content, faults);
  const facts = readFacts(head, faults);
  const read = reader.read();
  if (faults.faults.length > 0) return { faults: faults.faults };
  const catalogue = foreignFromPlain({ ...facts, ...read, props: [] }, stamp);
  return { catalogue, remarks: [...reader.remarks, ...derive(catalogue, file)], used: [file] };
}

function readFacts({ name, rows }: CatalogueSheet, faults: FaultCollector) {
  const found = new Map<CatalogueFact, { value: string; at: string }>();
  for (const [at, row] of rows.entries())
    for (const fact of catalogueFacts)
      if (matches(String(row[0] ?? '').replace(/\*$/, ''), factWords[fact].label))
        found.set(fact, { value: shown(row[1]), at: cellOf(name, at, 1) });
  const told = (fact: CatalogueFact): string | null => found.get(fact)?.value || null;
  for (const fact of ['title', 'version'] as const)
    if (told(fact) === null)
      faults.add(found.get(fact)?.at ?? name, 'missing', { what: factWords[fact].label.de });
  const published = told('published');
  if (published !== null && !/^\d{4}-\d\d-\d\d$/.test(published))
    faults.add(found.get('published')?.at ?? name, 'not_allowed', {
      value: published,
      allowed: 'JJJJ-MM-TT',
    });
  return {
    title: told('title') ?? '',
    version: told('version') ?? '',
    published: published === null ? null : `${published}T00:00:00Z`,
    language: told('language'),
    source: told('source'),
    licence: told('licence'),
  };
}

type Row = {
  at: number;
  kind: 'group' | 'control';
  code: string;
  under: string;
  cell: (column: SheetColumn) => string;
};

class SheetReader {
  readonly remarks: ForeignRemark[] = [];
  readonly #sheet: CatalogueSheet;
  readonly #faults: FaultCollector;
  readonly #places = new Map<SheetColumn, number>();

  constructor(sheet: CatalogueSheet, faults: FaultCollector) {
    this.#sheet = sheet;
    this.#faults = faults;
  }

  read(): { groups: PlainGroup[]; controls: PlainControl[] } {
    const nothing = { groups: [], controls: [] };
    const { name, rows, merged, tooManyColumns, tooManyRows } = this.#sheet;
    if (tooManyColumns) this.#faults.add(name, 'too_many_columns', { max: sheetLimits.columns });
    if (tooManyRows) this.#faults.add(name, 'too_many_rows', { max: sheetLimits.rows });
    for (const range of merged) this.#faults.add(`${name}!${range}`, 'merged_cells');
    const top = rows.slice(0, HEADINGS_WITHIN).findIndex((row) => this.#headings(row));
    if (top < 0) {
      const needed = (['code', 'title'] as const).map((column) => headingWords[column].de).join(', ');
      this.#faults.add(name, 'no_headings', { headings: needed });
      return nothing;
    }
    let before = '';
    const found = rows.flatMap((cells, at): Row[] => {
      if (at <= top || cells.every((cell) => shown(cell) === '')) return [];
      const row = this.#row(cells, at, before);
      before = row.code;
      return [row];
    });
    if (found.length === 0) this.#faults.add(name, 'missing', { what: headingWords.title.de });
    return this.#linked(found);
  }

  #headings(row: readonly QuestionCell[]): boolean {
    this.#places.clear();
    for (const column of sheetColumns) {
      const at = row.findIndex((cell) => matches(String(cell).replace(/\*$/, ''), headingWords[column]));
      if (at >= 0) this.#places.set(column, at);
    }
    return this.#places.has('code') && this.#places.has('title');
  }

  #at(row: number, column: SheetColumn): string {
    return cellOf(this.#sheet.name, row, this.#places.get(column) ?? 0);
  }

  #row(cells: readonly QuestionCell[], at: number, before: string): Row {
    const raw = (column: SheetColumn) => cells[this.#places.get(column) ?? -1];
    const cell = (column: SheetColumn): string => String(raw(column) ?? '').trim();
    for (const column of sheetColumns) {
      const text = cell(column);
      const path = this.#at(at, column);
      if (text.length > sheetLimits.text) this.#faults.add(path, 'text_too_long', { max: sheetLimits.text });
      if (text.startsWith('='))
        this.remarks.push({
          file: this.#faults.file,
          path,
          code: 'formula_as_text',
          params: { value: text.slice(0, 60) },
        });
    }
    const code = codeOf(raw('code'), before);
    for (const [column, value] of [
      ['code', code],
      ['title', cell('title')],
    ] as const)
      if (value === '') this.#faults.add(this.#at(at, column), 'missing', { what: headingWords[column].de });
    const kind = this.#kind(cell('kind'), at);
    return { at, kind, code, under: codeOf(raw('under'), ''), cell };
  }

  #kind(word: string, at: number): Row['kind'] {
    if (word === '' || matches(word, kindWords.control)) return 'control';
    if (matches(word, kindWords.group)) return 'group';
    const allowed = `${kindWords.group.de}, ${kindWords.control.de}`;
    this.#faults.add(this.#at(at, 'kind'), 'not_allowed', { value: word.slice(0, 60), allowed });
    return 'control';
  }

  /** Hangs rows below each other; "under" means a heading of that number, else a requirement. */
  #linked(rows: readonly Row[]): { groups: PlainGroup[]; controls: PlainControl[] } {
    const byCode = { group: new Map<string, Row>(), control: new Map<string, Row>() };
    const seen = new Map<string, Row>();
    for (const row of rows) {
      const place = `${row.kind} ${sameCode(row.code)}`;
      const first = seen.get(place);
      if (first === undefined) seen.set(place, row);
      else if (row.code !== '')
        this.#faults.add(this.#at(row.at, 'code'), 'duplicate', {
          value: row.code,
          first: this.#at(first.at, 'code'),
        });
      if (!byCode[row.kind].has(row.code)) byCode[row.kind].set(row.code, row);
    }
    const aboveOf = ({ under, kind }: Row): Row | undefined =>
      under === ''
        ? undefined
        : (byCode.group.get(under) ?? (kind === 'control' ? byCode.control.get(under) : undefined));
    const groups: PlainGroup[] = [];
    const controls: PlainControl[] = [];
    for (const row of rows) {
      const above = aboveOf(row);
      if (row.under !== '' && above === undefined)
        this.#faults.add(this.#at(row.at, 'under'), 'unknown_parent', { value: row.under.slice(0, 60) });
      const chain = this.#chain(row, aboveOf);
      if (row.kind === 'group')
        groups.push({ code: row.code, parent: above?.code ?? null, title: row.cell('title'), props: [] });
      else controls.push(this.#control(row, chain));
    }
    return { groups, controls };
  }

  #chain(row: Row, aboveOf: (row: Row) => Row | undefined): Row[] {
    const chain: Row[] = [];
    for (let next = aboveOf(row); next !== undefined; next = aboveOf(next)) {
      if (next === row || chain.length >= DEEPEST) {
        const path = this.#at(row.at, 'under');
        if (next === row) this.#faults.add(path, 'circular_parent', { value: row.code });
        else this.#faults.add(path, 'too_deep', { max: DEEPEST });
        break;
      }
      chain.push(next);
    }
    return chain;
  }

  #control(row: Row, chain: readonly Row[]): PlainControl {
    const above = chain[0];
    return {
      code: row.code,
      group: chain.find(({ kind }) => kind === 'group')?.code ?? null,
      parent: above?.kind === 'control' ? above.code : null,
      title: row.cell('title'),
      statement: row.cell('statement'),
      guidance: row.cell('guidance'),
      evidence: row.cell('evidence'),
      modal: this.#modal(row),
      props: [],
    };
  }

  #modal(row: Row): Modal | null {
    const word = row.cell('modal');
    const modal = modalOfWord(word);
    if (word !== '' && modal === null)
      this.#faults.add(this.#at(row.at, 'modal'), 'not_allowed', {
        value: word.slice(0, 60),
        allowed: 'MUSS, SOLLTE, KANN',
      });
    return modal;
  }
}

/** A text is the number as it stands; what the spreadsheet took for a number or a day is turned back. */
const codeOf = (cell: QuestionCell | undefined, before: string): string =>
  typeof cell === 'number' || /^\d{4}-\d\d-\d\d$/.test(String(cell)) ? readNumber(cell, before) : shown(cell);

/** A place as a spreadsheet names it; row and column count from 0. */
function cellOf(sheet: string, row: number, column: number): string {
  const letter = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26));
  return `${sheet}!${letter}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}

const modalShown: Readonly<Record<Modal, LocalText>> = {
  MUST: { de: 'MUSS', en: 'MUST' },
  SHOULD: { de: 'SOLLTE', en: 'SHOULD' },
  MAY: { de: 'KANN', en: 'MAY' },
};

/** The catalogue as rows of the sheet, in the order of a document: a heading, what stands there, headings below. */
export function catalogueRows(catalogue: ForeignCatalogue, locale: 'de' | 'en'): string[][] {
  const { groups, controls } = catalogue;
  const groupsOf = Map.groupBy(groups, ({ parent }) => parent);
  const below = Map.groupBy(controls, ({ group, parent }) => JSON.stringify([group, parent]));
  const rows: string[][] = [];
  const addControls = (group: string | null, parent: string | null): void => {
    for (const control of below.get(JSON.stringify([group, parent])) ?? []) {
      const { code, title, statement, guidance, modal, parts } = control;
      const evidence = parts.filter(({ name }) => name === 'evidence').map(({ shown: text }) => text);
      const modalWord = modal === null ? '' : modalShown[modal][locale];
      const under = parent ?? group ?? '';
      rows.push(
        [
          kindWords.control[locale],
          code,
          under,
          title,
          statement,
          guidance,
          evidence.join('\n'),
          modalWord,
        ].map(cut),
      );
      addControls(group, code);
    }
  };
  const addGroups = (parent: string | null): void => {
    for (const { code, title } of groupsOf.get(parent) ?? []) {
      rows.push([kindWords.group[locale], code, parent ?? '', title, '', '', '', ''].map(cut));
      addControls(code, null);
      addGroups(code);
    }
  };
  addGroups(null);
  addControls(null, null);
  return rows;
}

/** A cell holds no more; the whole text is in the OSCAL file. */
const cut = (text: string): string =>
  text.length > sheetLimits.text ? `${text.slice(0, sheetLimits.text - 2)} …` : text;

export const catalogueFactRows = (catalogue: ForeignCatalogue | null, locale: 'de' | 'en'): string[][] =>
  catalogueFacts.map((fact) => {
    const { label, help } = factWords[fact];
    const value = catalogue?.[fact] ?? '';
    return [label[locale], fact === 'published' ? value.slice(0, 10) : value, help[locale]];
  });
