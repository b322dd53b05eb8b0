import { type ImportField, type ImportKind, UnreadableFile } from './kind.ts';
import type { SourceRow } from './read-rows.ts';

/** Column of the file (from 0) -> field, or null for a column that is left out. */
export type Mapping = readonly { column: number; heading: string; field: string | null }[];

export interface Recognised {
  kind: ImportKind;
  /** Row of the headings. */
  headRow: number;
  mapping: Mapping;
}

/** Headings may stand below a title or two. */
export const ROWS_BEFORE_DATA = 12;
const MOST_HEADING = 80;

/** One spelling of a heading: `Inventar-Nr.` is `inventarnr`, `Ansatz (in €)` is `ansatz`. */
export const plainHeading = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|\b(in )?(€|eur|euro)(?=\W|$)/g, '')
    .replace(/ß/g, 'ss')
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');

const known = new WeakMap<ImportKind, Map<string, ImportField>>();

function headingsOf(kind: ImportKind): Map<string, ImportField> {
  let words = known.get(kind);
  if (!words) {
    words = new Map();
    for (const field of kind.fields)
      for (const heading of [field.label('de'), field.label('en'), field.name, ...field.headings])
        if (!words.has(plainHeading(heading))) words.set(plainHeading(heading), field);
    known.set(kind, words);
  }
  return words;
}

/** Which field each heading means; of two columns for one field the first counts. */
export function proposeMapping(kind: ImportKind, headings: readonly string[]): Mapping {
  const words = headingsOf(kind);
  const taken = new Set<string>();
  return headings.map((heading, column) => {
    const field = heading.trim() === '' ? undefined : words.get(plainHeading(heading))?.name;
    if (field === undefined || taken.has(field)) return { column, heading, field: null };
    taken.add(field);
    return { column, heading, field };
  });
}

/** Fields without which no new record comes about. */
export const neededFields = (kind: ImportKind): string[] =>
  kind.fields
    .filter(({ name }) => kind.schema.shape[name]?.safeParse(undefined).success === false)
    .map(({ name }) => name);

const isNamed = (kind: ImportKind, fields: ReadonlySet<string>): boolean =>
  neededFields(kind).every((name) => fields.has(name)) ||
  kind.keys.some((key) => key.length === 1 && fields.has(key[0] ?? ''));

function isNumbered(kind: ImportKind, mapping: Mapping, first: SourceRow | undefined): boolean {
  const column = mapping.find(({ field }) => field === 'number')?.column;
  const type = kind.fields.find(({ name }) => name === 'number')?.type;
  if (column === undefined || type?.is !== 'record_number') return false;
  return new RegExp(`^${type.prefix}[- ]?\\d`, 'i').test(String(first?.cells[column] ?? '').trim());
}

interface Candidate extends Recognised {
  hits: number;
  named: boolean;
  /** The first record carries a number of this kind, e.g. I-007. */
  numbered: boolean;
}

/**
 * The kind whose words fit the headings best, and the row in which they stand. Refuses with the headings found when
 * none fits, or when several fit alike.
 */
export function recogniseKind(kinds: readonly ImportKind[], rows: readonly SourceRow[]): Recognised {
  const candidates = kinds.flatMap((kind) =>
    rows.map(({ row, cells }, at): Candidate => {
      const mapping = proposeMapping(kind, cells.map(String));
      const fields = new Set(mapping.flatMap(({ field }) => field ?? []));
      return {
        kind,
        headRow: row,
        mapping,
        hits: fields.size,
        named: isNamed(kind, fields),
        numbered: isNumbered(kind, mapping, rows[at + 1]),
      };
    }),
  );
  const order = (a: Candidate, b: Candidate) =>
    Number(b.named) - Number(a.named) || b.hits - a.hits || Number(b.numbered) - Number(a.numbered);
  const [best, second] = candidates.sort(order);
  const one = kinds.length === 1;
  if (!best || best.hits === 0 || (!one && !best.named)) throw noKind(kinds, rows);
  if (second && second.kind !== best.kind && order(best, second) === 0) throw noKind(kinds, rows);
  return { kind: best.kind, headRow: best.headRow, mapping: best.mapping };
}

function noKind(kinds: readonly ImportKind[], rows: readonly SourceRow[]): UnreadableFile {
  const found = rows.find(({ cells }) => cells.some((cell) => String(cell).trim() !== ''));
  const headings = (found?.cells ?? []).map(String).filter(Boolean).join(', ');
  const wanted =
    kinds.length === 1 && kinds[0]
      ? neededFields(kinds[0])
          .map((name) => kinds[0]?.fields.find((field) => field.name === name)?.label('de') ?? name)
          .join(', ')
      : '';
  return new UnreadableFile(
    wanted ? 'file_headings_missing' : 'file_unknown_kind',
    { headings: headings.slice(0, 5 * MOST_HEADING), wanted },
    found?.row ?? 0,
  );
}

/** A choice of the person laid over the proposal; columns that do not exist and fields taken twice are left out. */
export function withChoices(
  kind: ImportKind,
  mapping: Mapping,
  chosen: readonly { column: number; field: string | null }[],
): Mapping {
  const wish = new Map(chosen.map(({ column, field }) => [column, field]));
  const taken = new Set<string>();
  return mapping.map((one) => {
    const field = wish.has(one.column) ? (wish.get(one.column) ?? null) : one.field;
    if (field === null || taken.has(field) || !kind.fields.some(({ name }) => name === field))
      return { ...one, field: null };
    taken.add(field);
    return { ...one, field };
  });
}
