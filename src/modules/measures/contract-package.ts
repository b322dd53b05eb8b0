import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { done, nothing, route } from '#kernel/route';
import { HORIZONS, MEASURE_STATUSES } from './domain/measure.ts';
import { LIMITS } from './domain/package/choice.ts';

const tag = 'Measures';
const cents = z.int().min(0).max(1_000_000_000_000).nullable().default(null);
const words = z.object({ de: z.string(), en: z.string() });
const range = z.object({ least: z.int(), planned: z.int(), most: z.int() });

export const VARIANTS = ['cheap', 'balanced', 'thorough'] as const;
export const packageVariant = z.object({
  key: z.enum(VARIANTS),
  /** What it may take at most; null = no limit. Money once less grants, by kind, and a year; days of the town's own people. */
  limits: z.object({
    onceResultCents: cents,
    onceInvestmentCents: cents,
    yearlyCents: cents,
    ownDays: z.int().min(0).max(100_000).nullable().default(null),
    measures: z.int().min(0).max(500).nullable().default(null),
  }),
  /** What goals count beside findings: 0 = nothing, 1 = by their weight. */
  goalFactor: z.int().min(0).max(5).default(1),
  /** Reckons with the upper end of every range. */
  cautious: z.boolean().default(false),
});
export const packageWhat = z.object({ variants: z.array(packageVariant).min(1).max(3) });

/** One that could be chosen, as it was when the package was reckoned. */
export const packageCandidate = z.object({
  /** Id of a measure of the town, or key of one of the library. */
  id: z.string(),
  own: z.boolean(),
  number: z.int().nullable(),
  title: words,
  status: z.enum(MEASURE_STATUSES).nullable(),
  horizon: z.enum(HORIZONS),
  budgetKind: z.enum(['result', 'investment']),
  onceCents: range,
  yearlyCents: range,
  ownDays: range,
  fiveYearCents: range,
  fixed: z.enum(['mandatory', 'decided', 'done']).nullable(),
});
const ids = z.array(z.string());

const why = z.discriminatedUnion('kind', [
  /** Mandatory, decided or done. */
  z.object({ kind: z.literal('fixed') }),
  /** Others that are in it need it. */
  z.object({ kind: z.literal('needed'), by: ids }),
  /** Without it, and what needs it, so many points and these targets would be lost. */
  z.object({ kind: z.literal('worth'), points: z.int(), targets: ids, by: ids }),
  z.object({ kind: z.literal('serves_nothing') }),
  /** All that it serves is fully covered without it. */
  z.object({ kind: z.literal('covered') }),
  /** Needs something that is rejected or postponed. */
  z.object({ kind: z.literal('barred'), needs: ids }),
  /** Alone, with what it needs and what is fixed, it goes beyond a limit. */
  z.object({ kind: z.literal('beyond'), limit: z.enum(LIMITS), by: z.int() }),
  /** These would have to go and these come in, with so many points lost; with none lost, it costs so much more. */
  z.object({
    kind: z.literal('displaces'),
    out: ids,
    also: ids,
    points: z.int(),
    moreCents: z.int(),
    proven: z.boolean(),
  }),
  /** There was no time to find out. */
  z.object({ kind: z.literal('open') }),
]);
const variantResult = z.object({
  key: z.enum(VARIANTS),
  /** Where what is fixed alone goes beyond a limit, there is no package. */
  over: z.array(z.object({ limit: z.enum(LIMITS), by: z.int() })),
  proven: z.boolean(),
  /** What a better package could gain at most, in percent; null where nothing is known. */
  gap: z.number().nullable(),
  points: z.int(),
  mostPoints: z.int(),
  /** Share of the weight of findings and goals that is covered; null without any. */
  findingShare: z.number().nullable(),
  goalShare: z.number().nullable(),
  /** Money once by kind, a year, over five years in cents, and own days. */
  onceResultCents: range,
  onceInvestmentCents: range,
  yearlyCents: range,
  fiveYearCents: range,
  ownDays: range,
  chosen: z.array(z.object({ id: z.string(), why })),
  out: z.array(z.object({ id: z.string(), why })),
  /** Coverage of each target, in the order of the targets. */
  covered: z.array(z.int()),
});
export const packageResult = z.object({
  candidates: z.array(packageCandidate),
  targets: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['finding', 'goal']),
      number: z.int(),
      title: z.string(),
      weight: z.int(),
    }),
  ),
  variants: z.array(variantResult),
});

const packageRow = z.object({
  id: z.uuid(),
  version: z.int(),
  name: z.string(),
  what: packageWhat,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** What it is at: `points`, `reasons`; of which variant, and the gap in hundredths of a percent. */
  phase: z.string(),
  gapHundredths: z.int().nullable(),
  createdAt: z.string(),
  taken: z.enum(VARIANTS).nullable(),
  takenAt: z.string().nullable(),
});
const one = z.object({ id: z.uuid() });

export const packageContract = {
  proposal: route({
    method: 'GET',
    path: '/measure-packages-proposal',
    summary: {
      en: 'What can be chosen from, and limits to begin with',
      de: 'Was zur Wahl steht, und Grenzen zum Anfangen',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      own: z.int(),
      library: z.int(),
      findings: z.int(),
      goals: z.int(),
      variants: z.array(packageVariant),
      /** What is mandatory or decided takes, with what it needs, whatever else is chosen. */
      fixed: z.object({
        measures: z.int(),
        onceResultCents: z.int(),
        onceInvestmentCents: z.int(),
        yearlyCents: z.int(),
        ownDays: z.int(),
      }),
      /** Years the limits come from; none where no frame is kept. */
      years: z.array(z.int()),
    }),
  }),
  all: route({
    method: 'GET',
    path: '/measure-packages',
    summary: { en: 'Packages that were reckoned', de: 'Berechnete Pakete' },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({ rows: z.array(packageRow), may: z.object({ edit: z.boolean() }) }),
  }),
  get: route({
    method: 'GET',
    path: '/measure-packages/{id}',
    summary: {
      en: 'One reckoning: its variants side by side, with a reason for each measure',
      de: 'Eine Berechnung: ihre Varianten nebeneinander, mit einem Grund je Maßnahme',
    },
    tag,
    may: READERS,
    input: one,
    output: z.object({
      ...packageRow.shape,
      result: packageResult.nullable(),
      /** `package_outdated`, `package_taken`, `package_not_done`: why none can be taken over. */
      take: z.union([z.literal(true), z.string()]),
      may: z.object({ edit: z.boolean() }),
    }),
  }),
  start: route({
    method: 'POST',
    path: '/measure-packages',
    summary: {
      en: 'Reckon packages under limits, with their proof',
      de: 'Pakete unter Grenzen berechnen, mit Beweis',
    },
    tag,
    may: EDITORS,
    input: z.object({ name: z.string().trim().min(1).max(200), ...packageWhat.shape }),
    output: packageRow,
    refusals: ['package_running', 'package_nothing'],
  }),
  cancel: route({
    method: 'POST',
    path: '/measure-packages/{id}/cancel',
    summary: { en: 'End a reckoning', de: 'Eine Berechnung abbrechen' },
    tag,
    may: EDITORS,
    input: one,
    output: done,
  }),
  take: route({
    method: 'POST',
    path: '/measure-packages/{id}/take',
    summary: {
      en: 'Take a variant over: what is not in town yet becomes proposed measures, linked and in one step',
      de: 'Eine Variante übernehmen: was es noch nicht gibt, wird vorgeschlagen, verknüpft und in einem Schritt',
    },
    tag,
    may: EDITORS,
    input: z.object({ ...one.shape, variant: z.enum(VARIANTS) }),
    output: z.object({ created: z.int() }),
    refusals: ['package_outdated', 'package_taken', 'package_not_done', 'package_impossible'],
  }),
  undo: route({
    method: 'POST',
    path: '/measure-packages/{id}/undo',
    summary: {
      en: 'Take it back: what nobody has worked on since goes again',
      de: 'Rückgängig machen: was seither niemand bearbeitet hat, verschwindet wieder',
    },
    tag,
    may: EDITORS,
    input: one,
    output: z.object({ removed: z.int(), kept: z.int() }),
    refusals: ['package_not_taken'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/measure-packages/{id}',
    summary: { en: 'Remove a reckoning', de: 'Eine Berechnung löschen' },
    tag,
    may: EDITORS,
    input: nothing.extend({ id: z.uuid() }),
    output: done,
  }),
};
