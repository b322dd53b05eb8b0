import { z } from 'zod';
import type { Fn } from '#kernel/functions';
import { done, nothing, route } from '#kernel/route';

const tag = 'Privacy';
const DSB: readonly Fn[] = ['dsb', 'administrator'];

export const subjectKind = z.enum(['person', 'user', 'invitation']);
const subject = {
  kind: subjectKind,
  id: z.uuid(),
  /** Keys of namesakes that are the same human being, joined by commas; left out = the product's own guess. */
  also: z
    .string()
    .max(2000)
    .regex(/^([0-9a-f-]{36}(,[0-9a-f-]{36})*)?$/)
    .optional(),
};

/** Somebody as the search finds them: a person of the organisation, or an account. */
export const subjectView = z.object({
  kind: subjectKind,
  id: z.uuid(),
  name: z.string(),
  detail: z.string(),
});

const traceView = z.object({
  table: z.string(),
  column: z.string(),
  count: z.int(),
  /** `pointer` = refers to the person's record or account and stays as N. N.; `text` = decided on place by place */
  sort: z.enum(['words', 'text', 'pointer', 'journal']),
  examples: z.array(z.string()),
});

export const privacyContract = {
  find: route({
    method: 'GET',
    path: '/privacy/people',
    summary: {
      en: 'People and accounts by name, login or e-mail',
      de: 'Personen und Konten nach Name, Anmeldename oder E-Mail',
    },
    tag,
    may: DSB,
    input: z.object({ q: z.string().trim().min(2).max(200) }),
    output: z.object({ people: z.array(subjectView) }),
  }),
  traces: route({
    method: 'GET',
    path: '/privacy/people/{kind}/{id}/traces',
    summary: {
      en: 'Where somebody occurs, in numbers and examples',
      de: 'Wo jemand vorkommt, in Zahlen und Beispielen',
    },
    tag,
    may: DSB,
    input: z.object(subject),
    output: z.object({
      who: z.array(subjectView),
      /** Same name, taken to be somebody else. */
      namesakes: z.array(subjectView),
      /** Whom `also` may name or leave out. */
      sameName: z.array(z.uuid()),
      places: z.array(traceView),
      /** Texts in which somebody decides whether the name goes; `surname` = only the last name stands there. */
      texts: z.array(
        z.object({
          cell: z.string(),
          table: z.string(),
          excerpt: z.string(),
          href: z.string().nullable(),
          surname: z.boolean(),
        }),
      ),
      /** Further texts beyond those listed; the name goes there too. */
      moreTexts: z.int(),
      /** Texts that hold the last name alone, which may be somebody else's or a plain word. */
      surname: z.object({ word: z.string(), count: z.int(), examples: z.array(z.string()) }).nullable(),
    }),
  }),
  exportPerson: route({
    method: 'GET',
    path: '/privacy/people/{kind}/{id}/export',
    summary: {
      en: 'Everything about somebody (GDPR Art. 15 and 20)',
      de: 'Alles über jemanden (Art. 15 und 20 DSGVO)',
    },
    tag,
    may: DSB,
    delicate: true,
    input: z.object(subject),
    output: z.object({
      at: z.string(),
      who: z.array(subjectView),
      namesakes: z.array(subjectView),
      account: z.record(z.string(), z.unknown()).nullable(),
      rows: z.array(
        z.object({ table: z.string(), columns: z.array(z.string()), row: z.record(z.string(), z.unknown()) }),
      ),
      places: z.array(
        z.object({
          table: z.string(),
          column: z.string(),
          row: z.string(),
          excerpt: z.string(),
          href: z.string().nullable(),
        }),
      ),
    }),
  }),
  anonymise: route({
    method: 'POST',
    path: '/privacy/people/{kind}/{id}/anonymisation',
    summary: {
      en: 'Take somebody out of this town for good; numbers, ratings and links stay',
      de: 'Jemanden endgültig aus dieser Gemeinde herausnehmen; Zahlen, Bewertungen und Verknüpfungen bleiben',
    },
    tag,
    may: DSB,
    scope: 'admin',
    delicate: true,
    input: z.object({
      ...subject,
      name: z.string().trim().min(1).max(200),
      /** Also where the last name stands alone. */
      surname: z.boolean().default(false),
      /** Places (`table.column:key`) where somebody decided that the words stay. */
      kept: z
        .array(z.string().regex(/^[a-z_]+\.[a-z_]+:.{1,200}$/))
        .max(500)
        .default([]),
    }),
    output: z.object({ changed: z.int() }),
    refusals: ['privacy_own', 'privacy_held', 'last_administrator'],
  }),
  retention: route({
    method: 'GET',
    path: '/privacy/retention',
    summary: {
      en: 'What ends after how many years, what is due, and the protocol',
      de: 'Was nach wie vielen Jahren endet, was fällig ist, und das Protokoll',
    },
    tag,
    may: DSB,
    input: nothing,
    output: z.object({
      holdUntil: z.string().nullable(),
      holdReason: z.string(),
      rules: z.array(
        z.object({ table: z.string(), years: z.int(), columns: z.array(z.string()), due: z.int() }),
      ),
      runs: z.array(
        z.object({
          id: z.uuid(),
          at: z.string(),
          held: z.boolean(),
          removed: z.array(z.object({ table: z.string(), rows: z.int() })),
        }),
      ),
    }),
  }),
  hold: route({
    method: 'PUT',
    path: '/privacy/hold',
    summary: {
      en: 'Stop all deletion until a day, e.g. during an audit; null lifts it',
      de: 'Jede Löschung bis zu einem Tag anhalten, etwa während einer Prüfung; ohne Tag ist sie wieder frei',
    },
    tag,
    may: DSB,
    scope: 'admin',
    input: z.object({ until: z.iso.date().nullable(), reason: z.string().trim().max(500).default('') }),
    output: done,
    refusals: ['privacy_reason_missing'],
  }),
};
