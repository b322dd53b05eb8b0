import { z } from 'zod';
import { DECIDERS, EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { recordFields, route } from '#kernel/route';
import { DECISION_BODIES, DECISION_OUTCOMES, MEASURE_STATUSES } from './domain/measure.ts';

const tag = 'Measures';
const RECORDERS = [...new Set([...EDITORS, ...DECIDERS])];

/** What was decided about a measure, when and by whom, in the words of the minutes. */
const decisionFields = z.object({
  measureId: z.uuid(),
  outcome: z.enum(DECISION_OUTCOMES),
  decidedOn: z.iso.date(),
  body: z.enum(DECISION_BODIES).default('council'),
  /** Number of the council paper or of the item of the agenda. */
  reference: z.string().trim().max(120).default(''),
  wording: z.string().trim().min(1).max(4000),
});
const withdrawal = z.object({
  /** Null while it holds. */
  withdrawnOn: z.iso.date().nullable(),
  withdrawnReason: z.string(),
});

/** The plain routes; a decision is never removed, so `decisionsContract` leaves that one out. */
export const plainDecisions = recordRoutes({
  path: 'measure-decisions',
  things: 'Beschlüsse zu Maßnahmen',
  tag,
  fields: decisionFields,
  extra: withdrawal,
  filters: { measureId: z.uuid().optional() },
  read: READERS,
  write: RECORDERS,
});
const { remove: _, ...kept } = plainDecisions;

export const decisionsContract = {
  ...kept,
  withdraw: route({
    method: 'POST',
    path: '/measure-decisions/{id}/withdrawal',
    summary: {
      en: 'Withdraw a decision that was recorded wrongly; the status of the measure follows',
      de: 'Einen falsch festgehaltenen Beschluss zurücknehmen; der Status der Maßnahme folgt',
    },
    tag,
    may: RECORDERS,
    byOffice: true,
    input: z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(1000) }),
    output: z.object({
      decision: z.object({ ...recordFields, ...decisionFields.shape, ...withdrawal.shape }),
      /** Of the measure, after it. */
      status: z.enum(MEASURE_STATUSES),
    }),
    refusals: ['version_conflict', 'measure_decision_withdrawn', 'measure_decision_done'],
  }),
};
