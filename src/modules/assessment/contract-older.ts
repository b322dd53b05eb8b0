import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { nothing, route } from '#kernel/route';
import { COMPARABLE, STATED } from './domain/older-comparison.ts';

const tag = 'Assessment';
const words = z.object({ de: z.string(), en: z.string() });
const code = z.string().min(1).max(10);
const percent = z.int().min(0).max(100);

export const olderResultFields = z.object({
  assessedOn: z.iso.date(),
  /** Who assessed, and where the result is kept. */
  source: z.string().trim().min(1).max(500),
  note: z.string().trim().max(4000).default(''),
});
const chapterGiven = z.object({
  chapter: code,
  stated: z.enum(STATED),
  /** Needed where a percentage was stated; otherwise it follows from the word. */
  percent: percent.nullable().default(null),
});

/** An assessment after the older VdS 3473 beside today's degree of fulfilment after VdS 10000. */
export const olderContract = {
  olderResults: recordRoutes({
    path: 'older-results',
    things: 'Ergebnisse nach früherer Richtlinie',
    tag,
    fields: olderResultFields,
    extra: z.object({ chapters: z.int() }),
    read: READERS,
    write: EDITORS,
  }),
  setOlderChapters: route({
    method: 'PUT',
    path: '/older-results/{id}/chapters',
    summary: {
      en: 'Enter the result of each chapter; a chapter left out was not assessed',
      de: 'Das Ergebnis je Abschnitt eintragen; ein Abschnitt, der fehlt, war nicht bewertet',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: z.object({ id: z.uuid(), chapters: z.array(chapterGiven).max(100) }),
    output: z.object({ added: z.int(), changed: z.int(), removed: z.int() }),
    refusals: ['version_conflict'],
  }),
  olderComparison: route({
    method: 'GET',
    path: '/older-comparison',
    summary: {
      en: 'An assessment after VdS 3473 beside the degree of fulfilment today, per chapter of VdS 10000',
      de: 'Eine Bewertung nach VdS 3473 neben dem heutigen Erfüllungsgrad, je Abschnitt der VdS 10000',
    },
    tag,
    may: READERS,
    input: nothing.extend({ result: z.uuid().optional() }),
    output: z.object({
      edition: z.string(),
      source: words,
      /** How far the comparison may be trusted; belongs beside it. */
      comparable: words,
      /** Chapters of the older edition, with what the chosen result says of each. */
      olderChapters: z.array(
        z.object({
          code: z.string(),
          title: words,
          to: z.array(z.string()),
          confirmed: z.boolean(),
          stated: z.enum(STATED).nullable(),
          percent: percent.nullable(),
        }),
      ),
      results: z.array(
        z.object({
          id: z.uuid(),
          assessedOn: z.iso.date(),
          source: z.string(),
          note: z.string(),
          version: z.int(),
          chapters: z.int(),
        }),
      ),
      /** The result compared: the one asked for, else the latest. */
      chosen: z.uuid().nullable(),
      week: z.object({ title: z.string(), startsOn: z.iso.date() }).nullable(),
      rows: z.array(
        z.object({
          code: z.string(),
          title: words,
          older: z.object({ percent, from: z.array(z.string()) }).nullable(),
          today: z.object({ degree: percent, worst: percent, best: percent }).nullable(),
          /** Percentage points from then to now. */
          difference: z.int().nullable(),
          comparable: z.enum(COMPARABLE),
        }),
      ),
    }),
  }),
};
