import { z } from 'zod';
import { chartRoute } from '#kernel/chart-route';
import { EDITORS, READERS, TREASURERS } from '#kernel/functions';
import { planQuarter } from '#kernel/plan-quarter';
import { recordRoutes } from '#kernel/records';
import { nothing, route } from '#kernel/route';
import { measureView } from '#modules/measures/contract';
import { planningContract } from './contract-planning.ts';
import { progressContract } from './contract-progress.ts';

const cents = z.int().min(0).max(1_000_000_000_000).default(0);
export const yearFrameFields = z.object({
  year: z.int().min(1990).max(2100),
  resultCents: cents,
  investmentCents: cents,
});
const total = z.object({ year: z.int(), resultCents: z.int(), investmentCents: z.int() });

export const roadmapView = z.object({
  quarters: z.array(z.string()),
  measures: z.array(
    z.object({
      ...measureView.pick({
        id: true,
        version: true,
        number: true,
        title: true,
        horizon: true,
        status: true,
        mandatory: true,
        starts: true,
        quarters: true,
        onceCostCents: true,
        yearlyCostCents: true,
        grantCents: true,
        budgetKind: true,
        responsibleRole: true,
      }).shape,
      needs: z.array(z.uuid()),
    }),
  ),
  years: z.array(z.object({ ...total.shape, frame: total.nullable() })),
  conflicts: z.array(
    z.object({
      measureId: z.uuid(),
      code: z.enum(['needs_not_done', 'needs_unscheduled']),
      otherId: z.uuid(),
    }),
  ),
  may: z.object({ place: z.boolean(), frame: z.boolean() }),
});

export const roadmapContract = {
  ...planningContract,
  ...progressContract,
  show: route({
    method: 'GET',
    path: '/roadmap',
    summary: {
      en: 'Measures by quarter with yearly totals against the budget frames',
      de: 'Maßnahmen nach Quartal mit Jahressummen gegen die Haushaltsrahmen',
    },
    tag: 'Roadmap',
    may: READERS,
    input: nothing,
    output: roadmapView,
  }),
  costChart: chartRoute({
    path: '/charts/roadmap-cost',
    summary: {
      en: 'Cost of the roadmap by year and budget against the frames: picture and table',
      de: 'Kosten des Fahrplans nach Jahr und Haushalt gegen die Rahmen: Bild und Tabelle',
    },
    tag: 'Roadmap',
    input: nothing,
  }),
  place: route({
    method: 'PUT',
    path: '/roadmap/{id}',
    summary: {
      en: 'Place a measure on the roadmap, or take it off with starts = null',
      de: 'Eine Maßnahme in den Fahrplan setzen oder mit starts = null herausnehmen',
    },
    tag: 'Roadmap',
    may: EDITORS,
    input: z.object({ id: z.uuid(), starts: planQuarter.nullable(), quarters: z.int().min(1).max(40) }),
    output: roadmapView,
    refusals: ['version_conflict'],
  }),
  frames: recordRoutes({
    path: 'year-frames',
    things: 'Haushaltsrahmen',
    tag: 'Roadmap',
    fields: yearFrameFields,
    read: READERS,
    write: TREASURERS,
  }),
};
