import { z } from 'zod';
import { EVERYONE, READERS } from '#kernel/functions';
import { done, nothing, route } from '#kernel/route';

const tag = 'Overview';
/** Kinds of record that the chain and the search can lead to. */
export const LINK_KINDS = [
  'goal',
  'rating',
  'observation',
  'development',
  'item',
  'finding',
  'measure',
  'budget_line',
  'contract',
  'posting',
  'spending_entry',
  'quarter',
  'person',
  'site',
  'room',
  'office',
  'stakeholder_group',
  'engagement',
] as const;
export const linkView = z.object({
  kind: z.enum(LINK_KINDS),
  id: z.string(),
  label: z.string(),
  note: z.string(),
});

export const cockpitContract = {
  overview: route({
    method: 'GET',
    path: '/overview',
    summary: {
      en: 'The few figures of the week and the package, each with the list behind it',
      de: 'Die wenigen Kennzahlen von Woche und Paket, jede mit der Liste dahinter',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      engagement: z
        .object({
          id: z.uuid(),
          title: z.string(),
          startsOn: z.string(),
          endsOn: z.string(),
          status: z.string(),
        })
        .nullable(),
      findings: z.record(z.string(), z.int()),
      measures: z.record(z.string(), z.int()),
      rated: z.array(z.object({ framework: z.string(), rated: z.int(), onTarget: z.int() })),
      itemsPastSupport: z.int(),
      contractsYearlyCents: z.int(),
      packageOnceCents: z.int(),
      packageYearlyCents: z.int(),
      budget: z
        .object({
          year: z.int(),
          plannedCents: z.int(),
          actualCents: z.int(),
          committedCents: z.int(),
          products: z.int(),
        })
        .nullable(),
      /** Records, accesses that end soon, and monthly reports that are missing. */
      waiting: z.array(linkView.extend({ kind: z.enum([...LINK_KINDS, 'member', 'execution']) })),
    }),
  }),
  search: route({
    method: 'GET',
    path: '/search',
    summary: {
      en: 'Find records of any kind; German stems, prefixes and small typing errors',
      de: 'Datensätze jeder Art finden; Wortstämme, Wortanfänge und kleine Tippfehler',
    },
    tag,
    may: EVERYONE,
    input: z.object({
      q: z.string().trim().min(1).max(10_000),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    output: z.object({ hits: z.array(linkView) }),
  }),
  thread: route({
    method: 'GET',
    path: '/threads/{kind}/{id}',
    summary: {
      en: 'Where a record comes from and what came of it: its links up and down the chain',
      de: 'Woher ein Datensatz kommt und was daraus wurde: seine Verknüpfungen in beide Richtungen',
    },
    tag,
    may: READERS,
    input: z.object({
      kind: z.enum([
        'rating',
        'observation',
        'item',
        'finding',
        'measure',
        'goal',
        'budget_line',
        'contract',
        'posting',
        'spending_entry',
      ]),
      id: z.uuid(),
    }),
    output: z.object({ up: z.array(linkView), down: z.array(linkView) }),
  }),
  failingJobs: route({
    method: 'GET',
    path: '/jobs',
    summary: {
      en: 'Jobs of the town that have failed: why, how often, and whether they are tried again',
      de: 'Gescheiterte Aufträge der Gemeinde: warum, wie oft und ob sie wiederholt werden',
    },
    tag,
    may: ['administrator'],
    input: nothing,
    output: z.object({
      jobs: z.array(
        z.object({
          id: z.string(),
          task: z.string(),
          error: z.string(),
          attempts: z.int(),
          triedAt: z.string(),
          /** null: put aside, nobody tries it again by itself. */
          nextAt: z.string().nullable(),
        }),
      ),
    }),
  }),
  retryJob: route({
    method: 'POST',
    path: '/jobs/{id}/retry',
    summary: { en: 'Try a failed job again now', de: 'Einen gescheiterten Auftrag jetzt wiederholen' },
    tag,
    may: ['administrator'],
    input: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
    output: done,
  }),
  story: route({
    method: 'GET',
    path: '/stories/{id}',
    summary: {
      en: 'The story of a record from the journal: who, when, what, from, to',
      de: 'Der Verlauf eines Datensatzes aus dem Protokoll: wer, wann, was, von, auf',
    },
    tag,
    may: READERS,
    input: z.object({ id: z.uuid() }),
    output: z.object({
      lines: z.array(
        z.object({
          at: z.string(),
          by: z.string(),
          event: z.string(),
          note: z.string().nullable(),
          /** What data protection took out: names, or all but that it happened. */
          gone: z.enum(['names', 'all']).nullable(),
          changes: z.array(
            z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
          ),
        }),
      ),
    }),
  }),
};
