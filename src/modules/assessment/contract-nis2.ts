import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { nothing, route } from '#kernel/route';

const tag = 'Assessment';
const words = z.object({ de: z.string(), en: z.string() });
const key = z.string().min(1).max(60);

export const legalUnitFields = z.object({
  name: z.string().trim().min(1).max(200),
  /** As the check knows it: core administration, utility, owner-operated enterprise, special-purpose association. */
  kind: key,
  note: z.string().trim().max(4000).default(''),
});

/** `date`: in force or published. */
const source = z.object({ title: words, date: z.iso.date().nullable() });
const track = z.enum(['federal', 'state']);
const value = z.union([z.string(), z.number(), z.boolean()]);
const outcome = z.object({
  track,
  /** Null: not decided yet, `missing` is the question that stands in the way. */
  result: z.object({ applies: z.enum(['yes', 'no', 'check']), title: words, meaning: words }).nullable(),
  missing: words.nullable(),
});
const checkHead = {
  title: words,
  /** State of knowledge of the check. */
  asOf: z.iso.date(),
  /** Belongs beside every result. */
  disclaimer: words,
  kinds: z.array(z.object({ key, title: words })),
};

export const legalUnitCheck = z.object({
  ...checkHead,
  unit: z.object({ id: z.uuid(), name: z.string(), kind: key, note: z.string(), version: z.int() }),
  tracks: z.array(
    outcome.extend({
      steps: z.array(
        z.object({
          fact: key.nullable(),
          answer: value.nullable(),
          because: words,
          source,
          step: z.string(),
        }),
      ),
      duties: z.array(z.object({ text: words, law: z.string().nullable(), source })),
    }),
  ),
  /** In the order they come up for this unit; `unclear`: asked, not yet cleared up. */
  questions: z.array(
    z.object({
      fact: key,
      kind: z.enum(['yes_no', 'number', 'choice']),
      ask: words,
      choices: z.array(z.object({ key, title: words })),
      state: z.enum(['open', 'unclear', 'answered']),
      value: value.nullable(),
      /** What is known of the town already, offered until somebody has answered. */
      preset: value.nullable(),
    }),
  ),
  /** The question to ask now; null when nothing is left to ask. */
  next: key.nullable(),
});

/** Whether duties from NIS2 and state law apply, for each legal unit of a municipality by itself. */
export const nis2Contract = {
  legalUnits: recordRoutes({
    path: 'legal-units',
    things: 'Rechtliche Einheiten',
    tag,
    fields: legalUnitFields,
    read: READERS,
    write: EDITORS,
  }),
  nis2: route({
    method: 'GET',
    path: '/nis2-check',
    summary: {
      en: 'Legal units with what the check for NIS2 and state law says of each',
      de: 'Rechtliche Einheiten mit dem Ergebnis der Prüfung auf NIS2 und Landesrecht',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      ...checkHead,
      units: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          kind: key,
          note: z.string(),
          version: z.int(),
          tracks: z.array(outcome),
        }),
      ),
    }),
  }),
  legalUnitCheck: route({
    method: 'GET',
    path: '/legal-units/{id}/check',
    summary: {
      en: 'The check of one legal unit: questions, steps, sources, result and duties for federal and state law',
      de: 'Die Prüfung einer rechtlichen Einheit: Fragen, Schritte, Quellen, Ergebnis und Pflichten nach Bundes- und Landesrecht',
    },
    tag,
    may: READERS,
    input: nothing.extend({ id: z.uuid() }),
    output: legalUnitCheck,
  }),
  putLegalUnitAnswer: route({
    method: 'PUT',
    path: '/legal-units/{id}/answers/{fact}',
    summary: {
      en: 'Answer a question of the check; null means not yet cleared up',
      de: 'Eine Frage der Prüfung beantworten; null heißt noch nicht geklärt',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: z.object({
      id: z.uuid(),
      fact: key,
      value: z.union([z.string().max(60), z.number(), z.boolean()]).nullable(),
    }),
    output: legalUnitCheck,
  }),
};
