import { z } from 'zod';
import { EDITORS, EVERYONE, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { done, nothing, route } from '#kernel/route';
import { CONDITIONS } from './domain/gates.ts';
import { PHASES } from './domain/rating.ts';

const tag = 'Assessment';
const one = z.object({ id: z.uuid() });
const phase = z.enum(PHASES);
const text = z.string().trim().max(2000).default('');
const plain = { tag, read: READERS, write: EDITORS };
const ofEngagement = { filters: { engagementId: z.uuid().optional() } };

export const goalPairFields = z.object({
  engagementId: z.uuid(),
  goalId: z.uuid(),
  otherGoalId: z.uuid(),
  relation: z.enum(['contradicts', 'repeats']),
  note: text,
  decision: text,
  decidedBy: z.string().trim().max(200).default(''),
  decidedOn: z.iso.date().nullable().default(null),
});
export const developmentFields = z.object({
  title: z.string().trim().min(1).max(200),
  kind: z
    .enum(['digital_files', 'building', 'staff', 'broadband', 'school', 'merger', 'law', 'other'])
    .default('other'),
  dueOn: z.iso.date().nullable().default(null),
  certainty: z.enum(['decided', 'planned', 'considered']).default('planned'),
  note: z.string().trim().max(4000).default(''),
});

const gate = z.object({
  phase,
  conditions: z.array(z.object({ code: z.enum(CONDITIONS), done: z.int(), total: z.int() })),
  open: z.int(),
  share: z.number(),
  passed: z.object({ at: z.string(), by: z.string(), reason: z.string(), openPoints: z.int() }).nullable(),
});

/** How a week is run: gates, target picture, goals side by side, the town's other plans. */
export const weekContract = {
  gates: route({
    method: 'GET',
    path: '/engagements/{id}/gates',
    summary: {
      en: 'What each phase of a week still has to leave behind, and which gates were passed',
      de: 'Was jede Phase einer Woche noch hinterlassen muss und welche abgeschlossen sind',
    },
    tag,
    may: EVERYONE,
    input: nothing.extend(one.shape),
    output: z.object({ gates: z.array(gate) }),
  }),
  passGate: route({
    method: 'POST',
    path: '/engagements/{id}/gates/{phase}/passage',
    summary: {
      en: 'Close a phase; with open points only with a written reason',
      de: 'Eine Phase abschließen; mit offenen Punkten nur mit schriftlicher Begründung',
    },
    tag,
    may: EDITORS,
    input: one.extend({ phase, reason: text }),
    output: z.object({ gates: z.array(gate) }),
    refusals: ['gate_reason_missing', 'gate_passed'],
  }),
  reopenGate: route({
    method: 'DELETE',
    path: '/engagements/{id}/gates/{phase}/passage',
    summary: { en: 'Open a closed phase again', de: 'Eine abgeschlossene Phase wieder öffnen' },
    tag,
    may: EDITORS,
    input: nothing.extend({ ...one.shape, phase }),
    output: done,
  }),
  goalPairs: recordRoutes({
    path: 'goal-pairs',
    things: 'Gegenübergestellte Ziele',
    fields: goalPairFields,
    ...plain,
    ...ofEngagement,
  }),
  goalHints: route({
    method: 'GET',
    path: '/engagements/{id}/goal-hints',
    summary: {
      en: 'Goals of different owners that seem to speak of the same',
      de: 'Ziele verschiedener Personen, die dasselbe zu meinen scheinen',
    },
    tag,
    may: READERS,
    input: nothing.extend(one.shape),
    output: z.object({ pairs: z.array(z.object({ goal: z.uuid(), other: z.uuid() })) }),
  }),
  developments: recordRoutes({
    path: 'developments',
    things: 'Vorhaben der Gemeinde',
    fields: developmentFields,
    /** Measures that were checked against it. */
    extra: z.object({
      measures: z.array(z.object({ id: z.uuid(), number: z.int(), title: z.string() })),
    }),
    ...plain,
  }),
};
