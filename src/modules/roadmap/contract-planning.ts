import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { planQuarter } from '#kernel/plan-quarter';
import { recordRoutes } from '#kernel/records';
import { done, nothing, route } from '#kernel/route';
import { CONDITION_KINDS } from './domain/planning/condition-kinds.ts';

const tag = 'Roadmap';
const quarter = z.string().regex(/^\d{4}-Q[1-4]$/);
const note = z.string().trim().max(500).default('');

export const roleTimeFields = z.object({
  role: z
    .string()
    .trim()
    .regex(/^[a-z][a-z_]*$/)
    .max(60),
  fromQuarter: planQuarter,
  untilQuarter: planQuarter.nullable().default(null),
  /** Of a full position, for measures. */
  percent: z.int().min(0).max(2000),
  /** Days away in each quarter of the span. */
  awayDays: z.int().min(0).max(66).default(0),
  note,
});

export const planConditionFields = z.object({
  kind: z.enum(CONDITION_KINDS),
  measureId: z.uuid().nullable().default(null),
  quarter: planQuarter.nullable().default(null),
  needsId: z.uuid().nullable().default(null),
  lagQuarters: z.int().min(1).max(20).nullable().default(null),
  note,
});

export const whatIf = z.object({
  budgetPercent: z.int().min(-100).max(200).default(0),
  role: z.string().trim().max(60).nullable().default(null),
  rolePercent: z.int().min(-1000).max(1000).default(0),
  delayedId: z.uuid().nullable().default(null),
  delayQuarters: z.int().min(0).max(20).default(0),
  /** Measures that begin in this quarter, whatever the planner would make of them. */
  held: z
    .array(z.object({ id: z.uuid(), quarter: planQuarter }))
    .max(60)
    .default([]),
});

/** One thing that holds for the plan; what does not belong to its kind is null. */
export const conditionView = z.object({
  kind: z.enum(['needs', 'release', 'closed', 'deadline', 'fixed', 'budget', 'capacity', 'window']),
  measureId: z.uuid().nullable(),
  otherId: z.uuid().nullable(),
  /** First possible for a start, last for an end, the place of what is fixed, the one meant for time and closed ones. */
  quarter: quarter.nullable(),
  lagQuarters: z.int(),
  reason: z.string().nullable(),
  year: z.int().nullable(),
  budget: z.enum(['result', 'investment']).nullable(),
  role: z.string().nullable(),
  /** Cents of a budget, tenths of a day of a role. */
  amount: z.int().nullable(),
});
const conditions = z.array(conditionView);
/** The latest earlier start, and the fewest conditions without which it would be possible, all others kept. */
const way = z.object({
  /** Null for the one that stands in the measure. */
  id: z.uuid().nullable(),
  name: z.string(),
  quarters: z.int(),
  onceCents: z.int(),
  yearlyCents: z.int(),
});
const earlier = z
  .object({
    starts: quarter,
    conditions,
    /** Another way that the earlier start asks for. */
    way: way.nullable().default(null),
  })
  .nullable();
/** A measure that is ready in another horizon than was said of it, and what pushes it. */
const departure = z
  .object({
    by: z.enum(['measure', 'library']),
    said: z.enum(['short', 'medium', 'long']),
    why: z.enum(['sooner', 'long', 'pushed']),
    conditions,
  })
  .nullable()
  .default(null);

export const planResult = z.object({
  proven: z.boolean(),
  /** What a better plan could gain at most, in percent; null where nothing is known. */
  gap: z.number().nullable(),
  /** Sum of weight times quarter of completion; null where nothing could be planned. */
  weighted: z.int().nullable(),
  weightedBefore: z.int().nullable(),
  /** What the plan in force breaks under the same conditions. */
  brokenBefore: conditions,
  endsIn: quarter.nullable(),
  measures: z.array(
    z.object({
      id: z.uuid(),
      starts: quarter.nullable(),
      before: quarter.nullable(),
      quarters: z.int(),
      weight: z.int(),
      fixed: z.enum(['decided', 'mandatory', 'done', 'held']).nullable(),
      horizon: z.enum(['short', 'medium', 'long']).nullable(),
      earlier,
      /** The way that was chosen, where there was a choice. */
      way: way.nullable().default(null),
      /** Where the other ways would begin and end with all other measures in their places, or what stands in their way. */
      otherWays: z
        .array(way.extend({ starts: quarter.nullable(), ends: quarter.nullable(), conditions }))
        .default([]),
      departure,
    }),
  ),
  leftOut: z.array(z.object({ id: z.uuid(), needsId: z.uuid().nullable() })),
  conflict: z.object({ proof: z.enum(['smallest', 'minimal', 'none']), conditions }).nullable(),
  unframed: z.array(z.int()),
  /** Need and frame by year, the frame as changed by the question. */
  years: z.array(
    z.object({
      year: z.int(),
      resultCents: z.int(),
      investmentCents: z.int(),
      resultFrameCents: z.int().nullable(),
      investmentFrameCents: z.int().nullable(),
    }),
  ),
});

const planRow = z.object({
  id: z.uuid(),
  version: z.int(),
  name: z.string(),
  what: whatIf,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Step the reckoning is at, and the gap by then in hundredths of a percent. */
  phase: z.string(),
  gapHundredths: z.int().nullable(),
  createdAt: z.string(),
  acceptedAt: z.string().nullable(),
  proven: z.boolean().nullable(),
  gap: z.number().nullable(),
  weighted: z.int().nullable(),
});
const one = z.object({ id: z.uuid() });

export const planningContract = {
  roleTimes: recordRoutes({
    path: 'role-times',
    things: 'Zeit der Rollen für Maßnahmen',
    tag,
    fields: roleTimeFields,
    read: READERS,
    write: EDITORS,
  }),
  conditions: recordRoutes({
    path: 'plan-conditions',
    things: 'Bedingungen des Fahrplans',
    tag,
    fields: planConditionFields,
    read: READERS,
    write: EDITORS,
  }),
  reasons: route({
    method: 'GET',
    path: '/roadmap/reasons',
    summary: {
      en: 'Why each measure of the plan in force does not start earlier',
      de: 'Warum jede Maßnahme des geltenden Fahrplans nicht früher beginnt',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      measures: z.array(z.object({ id: z.uuid(), earlier, departure })),
      /** What the plan in force breaks. */
      broken: conditions,
    }),
  }),
  whatIf: route({
    method: 'POST',
    path: '/roadmap/what-if',
    summary: {
      en: 'A plan under changed assumptions, quick and not kept',
      de: 'Ein Fahrplan unter geänderten Annahmen, schnell und nicht gespeichert',
    },
    tag,
    may: READERS,
    input: whatIf,
    output: planResult,
  }),
  plans: route({
    method: 'GET',
    path: '/roadmap/plans',
    summary: { en: 'Plans that were reckoned', de: 'Berechnete Fahrpläne' },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({ rows: z.array(planRow), may: z.object({ plan: z.boolean() }) }),
  }),
  getPlan: route({
    method: 'GET',
    path: '/roadmap/plans/{id}',
    summary: {
      en: 'One plan, beside the plan in force as it was then',
      de: 'Ein berechneter Fahrplan neben dem damals geltenden',
    },
    tag,
    may: READERS,
    input: one,
    output: z.object({
      ...planRow.shape,
      result: planResult.nullable(),
      /** `plan_outdated`, `plan_variant`, `plan_empty`, `plan_not_done`: why it cannot be taken over. */
      accept: z.union([z.literal(true), z.string()]),
    }),
  }),
  startPlan: route({
    method: 'POST',
    path: '/roadmap/plans',
    summary: { en: 'Reckon a plan with its proof', de: 'Einen Fahrplan mit Beweis berechnen' },
    tag,
    may: EDITORS,
    input: z.object({ name: z.string().trim().min(1).max(200), what: whatIf }),
    output: planRow,
    refusals: ['plan_running', 'plan_no_measures'],
  }),
  cancelPlan: route({
    method: 'POST',
    path: '/roadmap/plans/{id}/cancel',
    summary: { en: 'End a reckoning', de: 'Eine Berechnung abbrechen' },
    tag,
    may: EDITORS,
    input: one,
    output: done,
  }),
  acceptPlan: route({
    method: 'POST',
    path: '/roadmap/plans/{id}/accept',
    summary: {
      en: 'Make it the plan in force: all measures at once',
      de: 'Zum geltenden Fahrplan machen: alle Maßnahmen auf einmal',
    },
    tag,
    may: EDITORS,
    input: one,
    output: z.object({
      /** Measures with another place. */
      moved: z.int(),
      /** Those that are carried out in another way now. */
      ways: z.int(),
      /** Name of the baseline that was kept since there was none. */
      baseline: z.string().nullable(),
    }),
    refusals: ['plan_outdated', 'plan_variant', 'plan_empty', 'plan_not_done'],
  }),
  removePlan: route({
    method: 'DELETE',
    path: '/roadmap/plans/{id}',
    summary: { en: 'Remove a plan that was reckoned', de: 'Einen berechneten Fahrplan löschen' },
    tag,
    may: EDITORS,
    input: nothing.extend({ id: z.uuid() }),
    output: done,
  }),
};
