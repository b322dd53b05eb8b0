import { z } from 'zod';
import { chartRoute } from '#kernel/chart-route';
import { DIARISTS, EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { done, nothing, route } from '#kernel/route';
import { CERTAINTIES, SURENESS, WORK_KINDS } from './domain/activities.ts';

const tag = 'Activities';
const role = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z_]*$/);
const percent = z.int().min(0).max(100);
const day = z.iso.date().refine((text) => text >= '2000-01-01' && text <= '2100-12-31');
const ofKinds = <T extends z.ZodType>(type: T) =>
  z.object(
    Object.fromEntries(WORK_KINDS.map((kind) => [kind, type])) as Record<(typeof WORK_KINDS)[number], T>,
  );
const shares = ofKinds(z.number());
const minutes = z.int().min(0).max(1440);

export const estimateFields = z.object({
  role,
  certainty: z.enum(['estimated', 'unknown']),
  minutesPerWeek: z.int().min(15).max(60_000).nullable().default(null),
  strategic: percent.default(0),
  project: percent.default(0),
  service: percent.default(0),
  operation: percent.default(0),
  fireFighting: percent.default(0),
  administration: percent.default(0),
  interruptionsPerDay: z.int().min(0).max(200).nullable().default(null),
  sureness: z.enum(SURENESS).default('rough'),
  basis: z.string().trim().max(2000).default(''),
});

export const diaryDay = z.object({
  day,
  role,
  /** The one it rests on; 0 = nothing was there. */
  version: z.int().min(0),
  minutes: ofKinds(minutes),
  interruptions: z.int().min(0).max(200).default(0),
  note: z.string().trim().max(2000).default(''),
});

/** A time that is looked at, widened to whole weeks; without days the last thirteen weeks. */
const period = z.object({ from: day.optional(), until: day.optional() });
const figure = z.object({
  shares,
  minutesPerWeek: z.number(),
  interruptionsPerDay: z.number().nullable(),
});
const releaseView = z.object({
  id: z.uuid(),
  purpose: z.string(),
  fromDay: z.string(),
  untilDay: z.string(),
  revokedAt: z.string().nullable(),
});

/** What working time goes into: the own diary, estimates, and what both come to for everybody else. */
export const activityContract = {
  overview: route({
    method: 'GET',
    path: '/activities',
    summary: {
      en: 'What working time goes into by function and in total, measured, estimated or unknown; sums of groups only',
      de: 'Wofür die Zeit draufgeht, je Funktion und insgesamt, gemessen, geschätzt oder unbekannt; nur Summen von Gruppen',
    },
    tag,
    may: READERS,
    input: period,
    output: z.object({
      from: z.string(),
      until: z.string(),
      smallestGroup: z.int(),
      functions: z.array(
        z.object({
          role: z.string(),
          certainty: z.enum(CERTAINTIES),
          measured: figure.extend({ days: z.int(), released: z.boolean() }).nullable(),
          estimated: figure.extend({ sureness: z.enum(SURENESS), basis: z.string() }).nullable(),
        }),
      ),
      total: z.object({
        certainty: z.enum(CERTAINTIES),
        figure: figure.nullable(),
        days: z.int(),
        unknown: z.int(),
      }),
    }),
  }),
  shareChart: chartRoute({
    path: '/charts/activity-shares',
    summary: {
      en: 'Share of working time by kind of work: picture and table',
      de: 'Anteil der Arbeitszeit je Art der Arbeit: Bild und Tabelle',
    },
    tag,
    input: period,
  }),
  estimates: recordRoutes({
    path: 'activity-estimates',
    things: 'Schätzungen der Tätigkeiten',
    tag,
    fields: estimateFields,
    read: READERS,
    write: EDITORS,
  }),
  diary: route({
    method: 'GET',
    path: '/activity-diary',
    summary: {
      en: 'The own diary of a week, with what was released of it; nobody else reads it',
      de: 'Das eigene Tagebuch einer Woche mit dem, was daraus freigegeben ist; niemand sonst liest es',
    },
    tag,
    may: DIARISTS,
    input: z.object({ day: day.optional() }),
    output: z.object({
      today: z.string(),
      days: z.array(z.object({ day: z.string(), state: z.enum(['open', 'ahead', 'closed']) })),
      entries: z.array(diaryDay),
      /** Functions that the person holds, as far as the town knows. */
      roles: z.array(z.string()),
      releases: z.array(releaseView),
    }),
  }),
  diaryExport: route({
    method: 'GET',
    path: '/activity-diary/all',
    summary: {
      en: 'Everything of the own diary; nobody else can ask for it',
      de: 'Alles aus dem eigenen Tagebuch; niemand sonst kann es abrufen',
    },
    tag,
    may: DIARISTS,
    input: nothing,
    output: z.object({ entries: z.array(diaryDay), releases: z.array(releaseView) }),
  }),
  keepDay: route({
    method: 'PUT',
    path: '/activity-diary',
    summary: {
      en: 'What the own time of a day went into in one function, with the version it rests on; without minutes it is removed',
      de: 'Wofür die eigene Zeit eines Tages in einer Funktion draufging, mit der Fassung, auf der es beruht; ohne Minuten wird es entfernt',
    },
    tag,
    may: DIARISTS,
    input: diaryDay,
    output: z.object({ version: z.int() }),
    refusals: ['diary_day_closed', 'diary_day_ahead', 'diary_day_changed'],
  }),
  removeDiary: route({
    method: 'DELETE',
    path: '/activity-diary',
    summary: {
      en: 'Remove the own diary with all releases',
      de: 'Das eigene Tagebuch mit allen Freigaben löschen',
    },
    tag,
    may: DIARISTS,
    input: nothing,
    output: done,
  }),
  release: route({
    method: 'POST',
    path: '/activity-releases',
    summary: {
      en: 'Let the own sums of a time be seen for a purpose, also where fewer than three keep a diary',
      de: 'Die eigenen Summen einer Zeit für einen Zweck freigeben, auch wo weniger als drei ein Tagebuch führen',
    },
    tag,
    may: DIARISTS,
    input: z.object({ purpose: z.string().trim().min(1).max(200), fromDay: day, untilDay: day }),
    output: releaseView,
  }),
  revoke: route({
    method: 'DELETE',
    path: '/activity-releases/{id}',
    summary: { en: 'Take the release of own sums back', de: 'Die Freigabe eigener Summen zurücknehmen' },
    tag,
    may: DIARISTS,
    input: nothing.extend({ id: z.uuid() }),
    output: done,
  }),
};
