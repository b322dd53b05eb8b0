import { z } from 'zod';
import { READERS } from '#kernel/functions';
import { listQuery, nothing, page, route } from '#kernel/route';
import { LIGHTS } from './contract-execution.ts';

const tag = 'Execution';

/** One measure that is carried out, or was done in the last twelve months. */
const executionRow = z.object({
  id: z.uuid(),
  number: z.int(),
  title: z.string(),
  status: z.enum(['decided', 'done']),
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  responsibleRole: z.string(),
  /** Of the latest report; null without one. */
  light: z.enum(LIGHTS).nullable(),
  reportedFor: z.string().nullable(),
  sentence: z.string(),
  blocker: z.string(),
  percent: z.int().nullable(),
  tasks: z.int(),
  tasksDone: z.int(),
  overdue: z.int(),
  costCents: z.int(),
  plannedCents: z.int(),
  consultantHours: z.number(),
  /** External days of the measure at eight hours. */
  contractHours: z.number(),
  consultContractId: z.uuid().nullable(),
  /** `V-03 Systembetreuung` */
  consultContract: z.string().nullable(),
  /** First of the months in a row without a report, up to the one that ended last. */
  missingSince: z.string().nullable(),
  late: z.boolean(),
});

const hoursLine = z.object({
  id: z.uuid(),
  number: z.int(),
  title: z.string(),
  partner: z.string(),
  /** Agreed for the whole term; null where none are. */
  hours: z.number().nullable(),
  hourRateCents: z.int().nullable(),
  used: z.number(),
  /** Below zero: more than agreed. */
  left: z.number().nullable(),
  /** External days of the decided and done measures under it, at eight hours. */
  planned: z.number(),
  state: z.enum(['none', 'within', 'near', 'over']),
  months: z.array(z.object({ month: z.string(), hours: z.number() })),
  measures: z.array(z.object({ id: z.uuid(), number: z.int(), title: z.string(), hours: z.number() })),
});

/** All measures in their execution at once, and consultants' hours against their contracts. */
export const executionsContract = {
  executions: route({
    method: 'GET',
    path: '/executions',
    summary: {
      en: 'Execution of all decided measures: latest monthly report, tasks, cost and hours against plan, missing reports',
      de: 'Umsetzung aller beschlossenen Maßnahmen: letzter Monatsstand, Aufgaben, Kosten und Stunden gegen den Plan, fehlende Stände',
    },
    tag,
    may: READERS,
    input: z.object({
      ...listQuery,
      light: z.enum([...LIGHTS, 'none']).optional(),
      late: z.enum(['yes']).optional(),
      blocked: z.enum(['yes']).optional(),
      report: z.enum(['missing', 'given']).optional(),
      owner: z.enum(['me', 'some', 'none']).optional(),
      status: z.enum(['decided', 'done']).optional(),
    }),
    output: page(executionRow).extend({
      /** Of everything that search and filters choose. */
      sums: z.object({
        costCents: z.int(),
        plannedCents: z.int(),
        consultantHours: z.number(),
        contractHours: z.number(),
      }),
      /** Of all decided measures, whatever is chosen. */
      standing: z.object({
        decided: z.int(),
        late: z.int(),
        blocked: z.int(),
        missing: z.int(),
        /** The month whose reports are asked for. */
        month: z.string(),
      }),
    }),
  }),
  consulting: route({
    method: 'GET',
    path: '/consulting',
    summary: {
      en: 'Hours of consultants against their contracts: agreed, used by month and measure, left',
      de: 'Stunden der Beratung gegen ihre Verträge: vereinbart, gebraucht nach Monat und Maßnahme, übrig',
    },
    tag,
    may: READERS,
    input: nothing.extend({ contractId: z.uuid().optional() }),
    output: z.object({ contracts: z.array(hoursLine) }),
  }),
};
