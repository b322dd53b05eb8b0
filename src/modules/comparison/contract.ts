import { z } from 'zod';
import { READERS } from '#kernel/functions';
import { nothing, route } from '#kernel/route';
import { GROUPS } from './domain/figures.ts';

const tag = 'Comparison';
const line = z.object({
  key: z.string(),
  source: z.string(),
  /** Of a practice or chapter, in the language of who asks; else empty. */
  title: z.string(),
  unit: z.enum(['percent', 'level', 'euros']),
  better: z.enum(['higher', 'lower']).nullable(),
  /** As it was taken last; null: the town has none. */
  own: z.number().nullable(),
  /** Null until five towns or more have brought a value. */
  others: z
    .object({
      /** Towns in it, one's own included where it has brought a value. */
      towns: z.int().min(5),
      year: z.int(),
      low: z.number(),
      middle: z.number(),
      high: z.number(),
    })
    .nullable(),
  place: z.enum(['ahead', 'among', 'behind', 'below', 'above']).nullable(),
});
const comparison = z.object({
  /** Since when the town takes part; null: it does not, and sees nothing of others. */
  agreedOn: z.string().nullable(),
  takenOn: z.string().nullable(),
  groups: z.array(z.object({ group: z.enum(GROUPS), lines: z.array(line) })),
});

/** Decides whether figures of the town may stand among those of others. */
export const COMPARERS = ['mayor', 'head_of_it', 'administrator'] as const;

/** The town beside the other towns of the installation, none of which is named. */
export const comparisonContract = {
  comparison: route({
    method: 'GET',
    path: '/comparison',
    summary: {
      en: 'Figures of the town beside the quartiles of at least five towns',
      de: 'Kennzahlen der Gemeinde neben den Vierteln von mindestens fünf Gemeinden',
    },
    tag,
    may: READERS,
    input: nothing,
    output: comparison,
  }),
  takePart: route({
    method: 'PUT',
    path: '/comparison',
    summary: {
      en: 'Take part in the comparison or leave it; what stands among others without a name stays there',
      de: 'Am Vergleich teilnehmen oder ihn verlassen; was ohne Namen unter anderen steht, bleibt dort',
    },
    tag,
    may: COMPARERS,
    input: z.object({ agreed: z.boolean() }),
    output: comparison,
  }),
};
