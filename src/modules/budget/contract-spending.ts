import { z } from 'zod';
import { chartRoute } from '#kernel/chart-route';
import { fileRoutes } from '#kernel/file-routes';
import { READERS, TREASURERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { route } from '#kernel/route';
import { BASES, CERTAINTIES, COST_AREAS } from './domain/spending.ts';

const tag = 'Spending';
const plain = { tag, read: READERS, write: TREASURERS };

export const spendingCents = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);
const year = z.int().min(1990).max(2100);
const costArea = z.enum(COST_AREAS);
const words = z.object({ de: z.string(), en: z.string() });
/** Last of the three years shown; without it the last full year before the latest week, or before today. */
const until = z.coerce.number().int().min(1993).max(2100).optional();

export const postingFields = z.object({
  year,
  bookedOn: z.iso.date().nullable().default(null),
  document: z.string().trim().min(1).max(60),
  line: z.string().trim().min(1).max(20).default('1'),
  partner: z.string().trim().max(200).default(''),
  text: z.string().trim().max(1000).default(''),
  product: z.string().trim().max(40).default(''),
  account: z.string().trim().max(40).default(''),
  /** Spending is positive; credit notes and reversals are negative. */
  amountCents: spendingCents,
  costArea: costArea.default('unassigned'),
  contractId: z.uuid().nullable().default(null),
});

export const spendingEntryFields = z.object({
  year,
  costArea: costArea.default('unassigned'),
  title: z.string().trim().min(1).max(200),
  /** Null exactly when the certainty is `unknown`. */
  amountCents: spendingCents.nullable().default(null),
  certainty: z.enum(CERTAINTIES),
  basis: z.enum(BASES).default('other'),
  /** Where the figure comes from. */
  source: z.string().trim().max(1000).default(''),
  contractId: z.uuid().nullable().default(null),
});

const sum = z.object({
  cents: z.int(),
  certainty: z.enum(CERTAINTIES).nullable(),
  atLeast: z.boolean(),
});
const yearSum = sum.extend({
  year: z.int(),
  measuredCents: z.int(),
  estimatedCents: z.int(),
  unknownParts: z.int(),
  measuredShare: z.number().nullable(),
  /** Null where the town has not said how many there are. */
  perResidentCents: z.int().nullable(),
  perWorkplaceCents: z.int().nullable(),
});

const partView = z.object({
  kind: z.enum(['posting', 'spending_entry', 'contract']),
  id: z.uuid(),
  label: z.string(),
  certainty: z.enum(CERTAINTIES),
  cents: z.int().nullable(),
  /** Document, source or months. */
  note: z.string(),
});

const figure = z.object({
  year: z.int(),
  /** 0 = nothing is stored yet. */
  version: z.int(),
  amountCents: z.int().nullable(),
  certainty: z.enum(['open', ...CERTAINTIES]),
  source: z.string(),
});

export const spendingContract = {
  postings: recordRoutes({
    path: 'postings',
    things: 'Buchungen',
    fields: postingFields,
    extra: z.object({ contractTitle: z.string().nullable() }),
    filters: {
      year: z.coerce.number().int().optional(),
      area: costArea.optional(),
      contractId: z.uuid().optional(),
    },
    ...plain,
  }),
  entries: recordRoutes({
    path: 'spending-entries',
    things: 'Angaben zu Ausgaben',
    fields: spendingEntryFields,
    extra: z.object({ item: z.string(), contractTitle: z.string().nullable() }),
    filters: {
      year: z.coerce.number().int().optional(),
      area: costArea.optional(),
      certainty: z.enum(CERTAINTIES).optional(),
    },
    ...plain,
  }),
  postingFiles: fileRoutes({ path: 'postings', things: 'Buchungen', ...plain }),
  entryFiles: fileRoutes({ path: 'spending-entries', things: 'Angaben zu Ausgaben', ...plain }),
  assignArea: route({
    method: 'POST',
    path: '/posting-areas',
    summary: {
      en: 'Assign many postings to one cost area at once',
      de: 'Viele Buchungen auf einmal einem Kostenbereich zuordnen',
    },
    tag,
    may: TREASURERS,
    byOffice: true,
    input: z.object({ ids: z.array(z.uuid()).min(1).max(500), costArea }),
    output: z.object({ changed: z.int() }),
  }),
  overview: route({
    method: 'GET',
    path: '/spending',
    summary: {
      en: 'Three years of IT spending by cost area, each sum with its certainty',
      de: 'Drei Jahre IT-Ausgaben nach Kostenbereich, jede Summe mit ihrer Gewissheit',
    },
    tag,
    may: READERS,
    input: z.object({ until }),
    output: z.object({
      until: z.int(),
      years: z.array(yearSum),
      areas: z.array(z.object({ area: costArea, sums: z.array(sum) })),
      /** Years in which postings and a given figure name the same contract: both count. */
      doubles: z.array(z.object({ contractId: z.uuid(), label: z.string(), year: z.int() })),
    }),
  }),
  parts: route({
    method: 'GET',
    path: '/spending-parts',
    summary: {
      en: 'What one sum of the spending is made of: postings, given figures, contracts',
      de: 'Woraus eine Summe der Ausgaben besteht: Buchungen, Angaben, Verträge',
    },
    tag,
    may: READERS,
    input: z.object({ year: z.coerce.number().int().min(1990).max(2100), area: costArea }),
    output: z.object({
      parts: z.array(partView),
      /** Postings beyond those listed. */
      more: z.int(),
    }),
  }),
  chart: chartRoute({
    path: '/charts/spending',
    summary: {
      en: 'IT spending of three years, measured and estimated: picture and table',
      de: 'IT-Ausgaben aus drei Jahren, gemessen und geschätzt: Bild und Tabelle',
    },
    tag,
    input: z.object({ until }),
  }),
  guide: route({
    method: 'GET',
    path: '/spending-guide',
    summary: {
      en: 'The usual items by cost area with what has been said of each in three years',
      de: 'Die üblichen Posten je Kostenbereich mit dem, was zu drei Jahren gesagt ist',
    },
    tag,
    may: READERS,
    input: z.object({ until }),
    output: z.object({
      until: z.int(),
      items: z.array(
        z.object({ key: z.string(), area: costArea, title: words, help: words, figures: z.array(figure) }),
      ),
    }),
  }),
  putGuide: route({
    method: 'PUT',
    path: '/spending-guide',
    summary: {
      en: 'Keep figures of the guided entry, all or none; "open" takes one back',
      de: 'Angaben der geführten Erfassung übernehmen, alle oder keine; „open“ nimmt eine zurück',
    },
    tag,
    may: TREASURERS,
    input: z.object({
      figures: z
        .array(
          z.object({
            item: z.string().min(1).max(60),
            year,
            /** As read; 0 for what was not stored then. */
            version: z.int().min(0),
            certainty: z.enum(['open', ...CERTAINTIES]),
            amountCents: spendingCents.nullable().default(null),
            source: z.string().trim().max(1000).default(''),
          }),
        )
        .min(1)
        .max(120),
    }),
    output: z.object({ changed: z.int() }),
    refusals: ['version_conflict'],
  }),
};
