import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { done, nothing, route } from '#kernel/route';
import { librarySummary } from '#modules/catalogue/contract';
import { MEASURE_STATUSES } from './domain/measure.ts';

const tag = 'Measures';
/** By which measures, the strongest first: 1 helps, 2 carries a good part, 3 is made for it. */
const by = z.array(z.object({ measureId: z.uuid(), strength: z.int().min(1).max(3), counts: z.boolean() }));
/** 0 = by nobody, 3 = fully: the strengths of all that count, added up. */
const covered = z.int().min(0).max(3);
const share = z.number().nullable();

export const coverageContract = {
  coverage: route({
    method: 'GET',
    path: '/measure-coverage',
    summary: {
      en: 'Which findings and goals are served by which measures, how strongly, and where nobody does',
      de: 'Welche Feststellungen und Ziele welche Maßnahmen wie stark bedienen, und wo keine es tut',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      findings: z.array(
        z.object({
          id: z.uuid(),
          number: z.int(),
          title: z.string(),
          area: librarySummary.shape.area,
          severity: z.int(),
          covered,
          by,
          /** How many measures of the library are proposed for it. */
          suggestions: z.int(),
        }),
      ),
      goals: z.array(
        z.object({ id: z.uuid(), number: z.int(), title: z.string(), weight: z.int(), covered, by }),
      ),
      measures: z.array(
        z.object({
          id: z.uuid(),
          number: z.int(),
          title: z.string(),
          status: z.enum(MEASURE_STATUSES),
          /** Neither postponed nor rejected. */
          counts: z.boolean(),
          findings: z.int(),
          goals: z.int(),
        }),
      ),
      /** Share of the weight of all findings or goals that is covered; null without any. */
      findingShare: share,
      goalShare: share,
      /** Findings that nobody has confirmed for review yet: they are not counted. */
      drafts: z.int(),
      may: z.object({ edit: z.boolean() }),
    }),
  }),
  setStrength: route({
    method: 'PUT',
    path: '/measures/{id}/strength',
    summary: {
      en: 'Say how strongly a measure serves a finding or goal it is linked with',
      de: 'Festlegen, wie stark eine Maßnahme eine verknüpfte Feststellung oder ein Ziel bedient',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: z.object({
      id: z.uuid(),
      kind: z.enum(['finding', 'goal']),
      targetId: z.uuid(),
      strength: z.int().min(1).max(3),
    }),
    output: done,
  }),
};
