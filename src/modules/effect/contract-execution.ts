import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { nothing, route } from '#kernel/route';

const tag = 'Execution';
const measureId = z.uuid();
const ofMeasure = { filters: { measureId: measureId.optional() } };
const plain = { tag, read: READERS, write: EDITORS };
const hours = z.number().min(0).max(10_000).default(0);

export const LIGHTS = ['green', 'yellow', 'red'] as const;

/** A month in two minutes. Cost, days and hours are those of the month, not the sum so far. */
export const reportFields = z.object({
  measureId,
  /** First day of the month. */
  month: z.iso.date().regex(/-01$/),
  light: z.enum(LIGHTS),
  sentence: z.string().trim().min(1).max(500),
  blocker: z.string().trim().max(1000).default(''),
  percent: z.int().min(0).max(100),
  costCents: z.int().min(-1_000_000_000_000).max(1_000_000_000_000).default(0),
  ownDays: hours,
  consultantHours: hours,
  /** The contract these hours were worked under; left out, that of the measure. */
  contractId: z.uuid().nullable().optional(),
});
export const taskFields = z.object({
  measureId,
  title: z.string().trim().min(1).max(200),
  milestone: z.boolean().default(false),
  role: z.string().trim().max(60).default(''),
  dueOn: z.iso.date().nullable().default(null),
  doneOn: z.iso.date().nullable().default(null),
});

/** How a decided measure is carried out. */
export const executionContract = {
  reports: recordRoutes({
    path: 'measure-reports',
    things: 'Monatsstände der Maßnahmen',
    fields: reportFields,
    /** `V-03 Systembetreuung`, where the month has a contract of its own. */
    extra: z.object({ contract: z.string().nullable() }),
    ...plain,
    ...ofMeasure,
  }),
  tasks: recordRoutes({
    path: 'measure-tasks',
    things: 'Aufgaben und Meilensteine der Maßnahmen',
    fields: taskFields,
    ...plain,
    ...ofMeasure,
  }),
  execution: route({
    method: 'GET',
    path: '/measures/{id}/execution',
    summary: {
      en: 'How far a measure is: cost, days and consultant hours so far against what was planned',
      de: 'Wie weit eine Maßnahme ist: Kosten, Tage und Beratungsstunden bisher gegen den Plan',
    },
    tag,
    may: READERS,
    input: nothing.extend({ id: z.uuid() }),
    output: z.object({
      costCents: z.int(),
      plannedCents: z.int(),
      ownDays: z.number(),
      plannedDays: z.number(),
      consultantHours: z.number(),
      /** External days of the measure at eight hours. */
      contractHours: z.number(),
      tasks: z.int(),
      tasksDone: z.int(),
      /** Open tasks whose day has passed. */
      overdue: z.int(),
      /** Month of the latest report. */
      reportedFor: z.string().nullable(),
      /** Day from which on it is carried out; null while nobody has decided on it. */
      beganOn: z.string().nullable(),
      /** First of the months in a row without a report, up to the one that ended last. */
      missingSince: z.string().nullable(),
    }),
  }),
};
