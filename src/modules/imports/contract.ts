import { z } from 'zod';
import { EDITORS, type Fn, TREASURERS } from '#kernel/functions';
import { done, nothing, route } from '#kernel/route';

/** Whoever may create one of the kinds that can be imported; which kinds each may import is decided per kind. */
export const IMPORTERS: readonly Fn[] = [...new Set([...EDITORS, ...TREASURERS])];

export const PHASES = [
  'waiting',
  'reading',
  'checking',
  'refused',
  'checked',
  'importing',
  'done',
  'cancelled',
  'failed',
  'undone',
] as const;

const column = z.object({ column: z.int().min(0).max(1000), field: z.string().max(60).nullable() });
const one = nothing.extend({ id: z.uuid() });

/** What can be imported: its fields, and the list its records go to. */
const kind = z.object({
  name: z.string(),
  title: z.string(),
  list: z.string(),
  fields: z.array(z.object({ name: z.string(), title: z.string(), needed: z.boolean() })),
  /** Reads whole files and no tables: there are no columns to choose, and nothing is taken back. */
  reports: z.boolean(),
});

const view = z.object({
  id: z.uuid(),
  fileName: z.string(),
  bytes: z.int(),
  phase: z.enum(PHASES),
  rowsDone: z.int(),
  rowsTotal: z.int(),
  cancelAsked: z.boolean(),
  /** Null until the headings are read, or when they fit no kind. */
  kind: z.string().nullable(),
  /** Kinds to choose from. */
  kinds: z.array(kind),
  format: z.string().nullable(),
  mapping: z.array(z.object({ column: z.int(), heading: z.string(), field: z.string().nullable() })),
  preview: z
    .object({
      columns: z.array(z.object({ field: z.string(), title: z.string() })),
      rows: z.array(
        z.object({
          row: z.int(),
          act: z.enum(['create', 'update', 'skip', 'refuse']),
          cells: z.array(z.string()),
        }),
      ),
      totals: z.array(z.object({ field: z.string(), title: z.string(), cents: z.int() })).default([]),
    })
    .nullable(),
  /** Of an import that was taken back: records that stayed because they were changed or used since. */
  keptAfterUndo: z.int().nullable(),
  counts: z.object({ created: z.int(), updated: z.int(), skipped: z.int(), refused: z.int() }),
  faultTotal: z.int(),
});

export const importsContract = {
  kinds: route({
    method: 'GET',
    path: '/import-kinds',
    summary: {
      en: 'What the person may import, and into which fields',
      de: 'Was die Person importieren darf und in welche Felder',
    },
    tag: 'Imports',
    may: IMPORTERS,
    input: nothing,
    output: z.object({ kinds: z.array(kind) }),
  }),
  get: route({
    method: 'GET',
    path: '/imports/{id}',
    summary: {
      en: 'How far an own import is and what it found',
      de: 'Stand und Ergebnis eines eigenen Imports',
    },
    tag: 'Imports',
    may: IMPORTERS,
    input: one,
    output: view,
  }),
  faults: route({
    method: 'GET',
    path: '/imports/{id}/faults',
    summary: {
      en: 'Faults of an own import by row and column',
      de: 'Fehler eines eigenen Imports nach Zeile und Spalte',
    },
    tag: 'Imports',
    may: IMPORTERS,
    input: one.extend({
      from: z.coerce.number().int().min(0).max(100_000).default(0),
      limit: z.coerce.number().int().min(1).max(5_000).default(100),
    }),
    output: z.object({
      faults: z.array(
        z.object({
          row: z.int(),
          column: z.string().nullable(),
          field: z.string().nullable(),
          code: z.string(),
          text: z.string(),
        }),
      ),
      total: z.int(),
      /** Of very many faults only the first are kept. */
      kept: z.int(),
    }),
  }),
  check: route({
    method: 'POST',
    path: '/imports/{id}/check',
    summary: {
      en: 'Check an uploaded file anew, with another kind or other columns',
      de: 'Eine hochgeladene Datei neu prüfen, mit anderer Art oder anderen Spalten',
    },
    tag: 'Imports',
    may: IMPORTERS,
    input: one.extend({
      kind: z.string().max(40).nullable().default(null),
      columns: z.array(column).max(1000).default([]),
    }),
    output: done,
    refusals: ['import_running'],
  }),
  start: route({
    method: 'POST',
    path: '/imports/{id}/start',
    summary: {
      en: 'Store all rows of a checked file, or none',
      de: 'Alle Zeilen einer geprüften Datei übernehmen oder keine',
    },
    tag: 'Imports',
    may: IMPORTERS,
    input: one,
    output: done,
    refusals: ['import_not_checked', 'import_running'],
  }),
  undo: route({
    method: 'POST',
    path: '/imports/{id}/undo',
    summary: {
      en: 'Take an import back; what was changed since or is used elsewhere stays',
      de: 'Einen Import zurücknehmen; was seither geändert oder anderswo benutzt wurde, bleibt',
    },
    tag: 'Imports',
    may: IMPORTERS,
    input: one,
    output: z.object({ undone: z.int(), kept: z.int() }),
    refusals: ['import_not_done', 'import_stays'],
  }),
  cancel: route({
    method: 'POST',
    path: '/imports/{id}/cancel',
    summary: {
      en: 'End a running import; nothing of it is kept',
      de: 'Einen laufenden Import abbrechen; nichts davon bleibt',
    },
    tag: 'Imports',
    may: IMPORTERS,
    input: one,
    output: done,
  }),
};
