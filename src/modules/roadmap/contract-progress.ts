import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { done, nothing, route } from '#kernel/route';
import { measureView } from '#modules/measures/contract';

const tag = 'Roadmap';
const quarter = z.string().regex(/^\d{4}-Q[1-4]$/);
const cents = z.int().min(0).max(1_000_000_000_000).default(0);
const days = z.int().min(0).max(10_000).default(0);
const one = z.object({ id: z.uuid() });
const share = z.number().min(0).max(1);

/** A way of carrying a measure out; `own` names the one that stands in the measure, whose numbers are the measure's. */
export const measureWayFields = z.object({
  measureId: z.uuid(),
  name: z.string().trim().min(1).max(100),
  own: z.boolean().default(false),
  quarters: z.int().min(1).max(40).nullable().default(null),
  onceCostCents: cents,
  yearlyCostCents: cents,
  effortDays: days,
  externalDays: days,
  note: z.string().trim().max(500).default(''),
});

/** How far a length may stray where nothing is known of it, in percent of the planned one. */
const spread = {
  leastPercent: z.coerce.number().int().min(25).max(100).default(75),
  mostPercent: z.coerce.number().int().min(100).max(400).default(150),
};

const ended = { planned: quarter, p50: quarter, p80: quarter, inTime: share };
export const simulationView = z.object({
  seed: z.int(),
  draws: z.int(),
  leastPercent: z.int(),
  mostPercent: z.int(),
  measures: z.array(
    z.object({
      ...one.shape,
      ...ended,
      deadline: z.object({ by: quarter, share }).nullable(),
      /** What its length was drawn from. */
      basis: z.enum(['done', 'reported', 'running', 'effort', 'library', 'assumed']),
    }),
  ),
  horizons: z.array(
    z.object({
      horizon: z.enum(['short', 'medium', 'long']),
      until: quarter,
      count: z.int(),
      /** All of them are ready by then. */
      share,
      expected: z.number(),
    }),
  ),
  end: z.object(ended).nullable(),
  once: z.object({ planned: z.int(), p50: z.int(), p80: z.int(), within: share, ranged: z.int() }),
  /** Frames of the years and how likely they are kept. */
  years: z.array(
    z.object({ year: z.int(), budget: z.enum(['result', 'investment']), limit: z.int(), share }),
  ),
});

const span = z
  .object({ starts: quarter, ends: quarter, quarters: z.int(), onceCents: z.int(), yearlyCents: z.int() })
  .nullable();
const baseline = z.object({
  ...one.shape,
  version: z.int(),
  name: z.string(),
  setAt: z.string(),
  setBy: z.string(),
});
const baselineName = z.string().trim().min(1).max(200);
export const progressView = z.object({
  /** The newest first. */
  baselines: z.array(baseline),
  /** The one that is compared with; null while there is none. */
  baselineId: z.uuid().nullable(),
  rows: z.array(
    z.object({
      ...one.shape,
      number: z.int(),
      title: z.string(),
      status: z.enum([...measureView.shape.status.options, 'removed']),
      baseline: span,
      current: span,
      shift: z.int().nullable(),
      doneIn: quarter.nullable(),
      percent: z.int().nullable(),
      expected: z.int().nullable(),
      light: z.enum(['green', 'yellow', 'red']).nullable(),
      reportedFor: z.string().nullable(),
      spentCents: z.int(),
      overdue: z.boolean(),
    }),
  ),
  sums: z.object({
    all: z.int(),
    later: z.int(),
    earlier: z.int(),
    done: z.int(),
    dropped: z.int(),
    added: z.int(),
    overdue: z.int(),
    baselineCents: z.int(),
    currentCents: z.int(),
    spentCents: z.int(),
    baselineYearlyCents: z.int(),
    currentYearlyCents: z.int(),
  }),
  may: z.object({ keep: z.boolean() }),
});

export const progressContract = {
  ways: recordRoutes({
    path: 'measure-ways',
    things: 'Ausführungsweisen von Maßnahmen',
    tag,
    fields: measureWayFields,
    filters: { measureId: z.uuid().optional() },
    read: READERS,
    write: EDITORS,
  }),
  simulation: route({
    method: 'GET',
    path: '/roadmap/simulation',
    summary: {
      en: 'How likely the plan in force is kept, by drawing lengths and cost from their ranges',
      de: 'Wie wahrscheinlich der geltende Fahrplan gehalten wird, durch Ziehen von Dauer und Kosten aus ihren Spannen',
    },
    tag,
    may: READERS,
    input: nothing.extend(spread),
    output: simulationView,
  }),
  planSimulation: route({
    method: 'GET',
    path: '/roadmap/plans/{id}/simulation',
    summary: {
      en: 'How likely a reckoned plan would be kept',
      de: 'Wie wahrscheinlich ein berechneter Fahrplan gehalten würde',
    },
    tag,
    may: READERS,
    input: nothing.extend({ ...one.shape, ...spread }),
    output: simulationView,
    refusals: ['plan_not_done', 'plan_empty', 'plan_outdated'],
  }),
  progress: route({
    method: 'GET',
    path: '/roadmap/progress',
    summary: {
      en: 'Baseline and present state of every measure, with what was reported done and spent',
      de: 'Festgehaltener und heutiger Stand jeder Maßnahme, mit gemeldetem Fortschritt und Ausgaben',
    },
    tag,
    may: READERS,
    input: nothing.extend({ baseline: z.uuid().optional() }),
    output: progressView,
  }),
  keepBaseline: route({
    method: 'POST',
    path: '/roadmap/baselines',
    summary: {
      en: 'Keep the plan in force as a baseline; older ones stay',
      de: 'Den geltenden Fahrplan als Stand festhalten; ältere bleiben',
    },
    tag,
    may: EDITORS,
    input: z.object({ name: baselineName }),
    output: baseline,
    refusals: ['baseline_empty', 'baseline_unchanged'],
  }),
  renameBaseline: route({
    method: 'PUT',
    path: '/roadmap/baselines/{id}',
    summary: { en: 'Give a baseline another name', de: 'Einen festgehaltenen Stand umbenennen' },
    tag,
    may: EDITORS,
    input: z.object({ ...one.shape, name: baselineName, version: z.int().min(1) }),
    output: baseline,
    refusals: ['version_conflict'],
  }),
  removeBaseline: route({
    method: 'DELETE',
    path: '/roadmap/baselines/{id}',
    summary: { en: 'Remove a baseline', de: 'Einen festgehaltenen Stand löschen' },
    tag,
    may: EDITORS,
    input: nothing.extend(one.shape),
    output: done,
  }),
};
