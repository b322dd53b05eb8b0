import type { TownTx } from '../tx.ts';
import type { CellFault } from './cells.ts';
import { quoted } from './cells.ts';
import { fieldOf, type ImportField, type ImportKind, type Target } from './kind.ts';

/** What can be named in the reference fields of a kind, read once per import. */
export interface References {
  /** Puts ids in place of names, parents before what lies in them; returns the faults by field. */
  resolve(values: Record<string, unknown>): Map<string, CellFault>;
  /** The name of a target as it is kept, for a preview. */
  nameOf(field: string, id: unknown): string | undefined;
}

interface Book {
  byName: Map<string, Target[]>;
  byId: Map<string, Target>;
}

const spelling = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');

function bookOf(targets: readonly Target[]): Book {
  const byName = new Map<string, Target[]>();
  for (const target of targets)
    for (const name of new Set(target.names.map(spelling)))
      if (name) byName.set(name, [...(byName.get(name) ?? []), target]);
  return { byName, byId: new Map(targets.map((target) => [target.id, target])) };
}

/** Only what this transaction sees: names of another town or a closed office are unknown. */
export async function openReferences(
  tx: TownTx,
  kind: ImportKind,
  mapped: ReadonlySet<string>,
): Promise<References> {
  const books = new Map<string, Book>();
  for (const field of kind.fields)
    if (field.type.is === 'reference' && mapped.has(field.name))
      books.set(field.name, bookOf(await field.type.to(tx)));
  // What something lies in comes first.
  const order = [...books.keys()].map((name) => fieldOf(kind, name)).sort((a, b) => depth(a) - depth(b));
  return {
    resolve(values) {
      const faults = new Map<string, CellFault>();
      for (const field of order) {
        const name = values[field.name];
        if (typeof name !== 'string') continue;
        const told = place(field, books.get(field.name), name, values, tx.actor.locale);
        if (told) faults.set(field.name, told);
      }
      return faults;
    },
    nameOf: (field, id) => books.get(field)?.byId.get(String(id))?.names[0],
  };
}

const depth = ({ type }: ImportField): number => (type.is === 'reference' && type.within ? 1 : 0);

/** Replaces one name by its id; the fault, when it names nothing or too much. */
function place(
  { name: field, type }: ImportField,
  book: Book | undefined,
  name: string,
  values: Record<string, unknown>,
  locale: 'de' | 'en',
): CellFault | null {
  if (type.is !== 'reference') return null;
  const params = { value: quoted(name), things: type.things(locale) };
  delete values[field];
  const found = book?.byName.get(spelling(name)) ?? [];
  if (found.length === 0) return { code: 'reference_missing', params };
  const { within } = type;
  const parent = within ? values[within.field] : undefined;
  const fitting = parent === undefined ? found : found.filter((target) => target.parent === parent);
  const [only, ...more] = fitting;
  if (!only) return { code: within?.elsewhere ?? 'reference_missing', params };
  if (more.length > 0) return { code: 'reference_ambiguous', params };
  values[field] = only.id;
  if (within && parent === undefined) values[within.field] = only.parent;
  return null;
}
