import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { done, nothing, route } from '#kernel/route';
import { CONTROL_STATES } from './domain/control-states.ts';

const tag = 'Catalogues';
const words = z.object({ de: z.string(), en: z.string() });
const one = z.object({ id: z.uuid() });
/** Which version, counted from 1; without one the latest. */
const seq = z.coerce.number().int().min(1).max(10_000);
const modal = z.enum(['MUST', 'SHOULD', 'MAY']).nullable();

const counts = z.object({ answered: z.int(), changed: z.int() });
const control = z.object({
  code: z.string(),
  heading: z.string().nullable(),
  title: z.string(),
  statement: z.string(),
  guidance: z.string(),
  modal,
  /** What was answered; `changed`: to another wording than the one shown. */
  answer: z.object({ state: z.enum(CONTROL_STATES), note: z.string(), changed: z.boolean() }).nullable(),
});
const named = z.object({ code: z.string(), title: z.string() });

/** Two versions side by side. */
export const versionChanges = z.object({
  same: z.int(),
  added: z.array(named),
  removed: z.array(named),
  changed: z.array(
    z.object({ code: z.string(), before: z.string(), after: z.string(), answered: z.boolean() }),
  ),
});

export const ownCataloguesContract = {
  overview: route({
    method: 'GET',
    path: '/catalogues',
    summary: {
      en: 'Catalogues: those of the product and those of the town',
      de: 'Kataloge: die mitgelieferten und die der Gemeinde',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      shipped: z.array(
        z.object({
          id: z.string(),
          title: words,
          version: z.string(),
          scale: words.nullable(),
          requirements: z.int(),
          questions: z.int(),
          /** Requirements whose number, modal or frequency has not been compared with the standard. */
          unconfirmed: z.int(),
        }),
      ),
      own: z.array(
        z.object({
          id: z.uuid(),
          title: z.string(),
          edition: z.string(),
          controls: z.int(),
          versions: z.int(),
          ...counts.shape,
        }),
      ),
    }),
  }),
  get: route({
    method: 'GET',
    path: '/catalogues/{id}',
    summary: {
      en: 'A catalogue of the town with its headings',
      de: 'Ein Katalog der Gemeinde mit seinen Überschriften',
    },
    tag,
    may: READERS,
    input: one.extend({ seq: seq.optional() }),
    output: z.object({
      id: z.uuid(),
      title: z.string(),
      source: z.string(),
      licence: z.string(),
      seq: z.int(),
      versions: z.array(
        z.object({ seq: z.int(), edition: z.string(), files: z.string(), controls: z.int(), at: z.string() }),
      ),
      headings: z.array(
        z.object({ code: z.string(), parent: z.string().nullable(), title: z.string(), controls: z.int() }),
      ),
      controls: z.int(),
      ...counts.shape,
    }),
  }),
  controls: route({
    method: 'GET',
    path: '/catalogues/{id}/controls',
    summary: {
      en: 'Controls of a catalogue: below a heading, or found by words',
      de: 'Anforderungen eines Katalogs: unter einer Überschrift oder nach Worten gesucht',
    },
    tag,
    may: READERS,
    input: one.extend({
      seq: seq.optional(),
      heading: z.string().max(200).optional(),
      q: z.string().trim().max(200).optional(),
      from: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    output: z.object({ total: z.int(), controls: z.array(control) }),
  }),
  changes: route({
    method: 'GET',
    path: '/catalogues/{id}/changes',
    summary: {
      en: 'What a version of a catalogue has changed since another one',
      de: 'Was eine Fassung eines Katalogs gegenüber einer anderen geändert hat',
    },
    tag,
    may: READERS,
    input: one.extend({ from: seq, to: seq }),
    output: versionChanges,
  }),
  answer: route({
    method: 'POST',
    path: '/catalogues/{id}/answers',
    summary: { en: 'Say how far a control is met', de: 'Sagen, wie weit eine Anforderung erfüllt ist' },
    tag,
    may: EDITORS,
    input: one.extend({
      code: z.string().min(1).max(200),
      state: z.enum(CONTROL_STATES),
      note: z.string().trim().max(4000).default(''),
    }),
    output: done,
  }),
  remove: route({
    method: 'DELETE',
    path: '/catalogues/{id}',
    summary: {
      en: 'Remove a catalogue of the town with all versions and answers',
      de: 'Einen Katalog der Gemeinde mit allen Fassungen und Antworten entfernen',
    },
    tag,
    may: EDITORS,
    input: one,
    output: done,
  }),
};
