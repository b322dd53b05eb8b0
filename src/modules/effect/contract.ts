import { z } from 'zod';
import { chartRoute } from '#kernel/chart-route';
import { EDITORS, READERS } from '#kernel/functions';
import { done, nothing, route } from '#kernel/route';
import { executionContract } from './contract-execution.ts';
import { executionsContract } from './contract-executions.ts';
import { CONSEQUENCES, JUDGEMENTS } from './domain/effect.ts';
import { ENTERED, SOURCE_KEYS, UNITS } from './domain/sources.ts';

const tag = 'Effect';
const one = z.object({ id: z.uuid() });
const figure = z.number().min(-1_000_000_000).max(1_000_000_000);
/** Keys of all sources that the product computes. */
export const INDICATOR_SOURCES: readonly string[] = SOURCE_KEYS;
const source = z.enum([...SOURCE_KEYS, ENTERED]);
const scope = z.string().trim().max(60).default('');

const indicatorFields = z.object({
  source,
  /** Key of a practice (`incident`), a chapter (`5`), a framework (`itil`) or a severity (`3`), where the source asks for one. */
  scope,
  /** Needed where values are entered; else a word of one's own for the figure. */
  name: z.string().trim().max(200).default(''),
  /** Of entered values; a bound figure has its own. */
  unit: z.enum(UNITS).default('count'),
  better: z.enum(['higher', 'lower']),
  baseline: figure.nullable().default(null),
  baselineOn: z.iso.date().nullable().default(null),
  target: figure,
  firstReviewOn: z.iso.date(),
  rhythmMonths: z.int().min(1).max(36).default(6),
});
const value = z.object({
  id: z.uuid(),
  measuredOn: z.string(),
  value: z.number(),
  part: z.int().nullable(),
  whole: z.int().nullable(),
  computed: z.boolean(),
  note: z.string(),
});
export const indicatorView = z.object({
  ...indicatorFields.shape,
  id: z.uuid(),
  version: z.int(),
  nextReviewOn: z.string().nullable(),
  due: z.boolean(),
  values: z.array(value),
});
const measureLink = z.object({ id: z.uuid(), number: z.int(), title: z.string(), status: z.string() });
const review = z.object({
  id: z.uuid(),
  reviewedOn: z.string(),
  indicatorName: z.string(),
  unit: z.enum(UNITS),
  baseline: z.number().nullable(),
  target: z.number(),
  value: z.number(),
  judgement: z.enum(JUDGEMENTS),
  consequence: z.enum(CONSEQUENCES),
  reason: z.string(),
  nextOn: z.string().nullable(),
  followUp: measureLink.nullable(),
});
const reading = z.object({
  /** null: there is nothing to count, or the source says nothing yet. */
  value: z.number().nullable(),
  part: z.int().nullable(),
  whole: z.int().nullable(),
  /** The rows that count, the first 100 of `rowTotal`. */
  rows: z.array(z.object({ kind: z.string(), id: z.string(), label: z.string() })),
  rowTotal: z.int(),
});
const registerLine = z.object({
  measure: measureLink,
  indicatorName: z.string(),
  source: z.string(),
  scope: z.string(),
  unit: z.enum(UNITS),
  better: z.enum(['higher', 'lower']),
  baseline: z.number().nullable(),
  target: z.number(),
  value: z.number().nullable(),
  measuredOn: z.string().nullable(),
  nextReviewOn: z.string().nullable(),
  due: z.boolean(),
  last: z
    .object({ reviewedOn: z.string(), judgement: z.enum(JUDGEMENTS), consequence: z.enum(CONSEQUENCES) })
    .nullable(),
  follows: measureLink.nullable(),
  followUps: z.array(measureLink),
});

/** Whether measures work: indicators, their values, reviews and what follows from them. */
export const effectContract = {
  ...executionContract,
  ...executionsContract,
  indicator: route({
    method: 'GET',
    path: '/measures/{id}/indicator',
    summary: {
      en: 'Indicator of a measure with its values; null without one',
      de: 'Kennzahl einer Maßnahme mit ihren Werten; null, wenn sie keine hat',
    },
    tag,
    may: READERS,
    input: one,
    output: z.object({ indicator: indicatorView.nullable() }),
  }),
  setIndicator: route({
    method: 'PUT',
    path: '/measures/{id}/indicator',
    summary: {
      en: 'Set the indicator of a measure; another source begins a new series',
      de: 'Kennzahl einer Maßnahme festlegen; eine andere Quelle beginnt eine neue Reihe',
    },
    tag,
    may: EDITORS,
    input: one.extend(indicatorFields.shape),
    output: z.object({ indicator: indicatorView }),
    refusals: ['version_conflict'],
  }),
  removeIndicator: route({
    method: 'DELETE',
    path: '/measures/{id}/indicator',
    summary: {
      en: 'Remove the indicator of a measure with its values; reviews stay',
      de: 'Kennzahl einer Maßnahme mit ihren Werten entfernen; Prüfungen bleiben',
    },
    tag,
    may: EDITORS,
    input: nothing.extend(one.shape),
    output: done,
  }),
  takeValue: route({
    method: 'POST',
    path: '/measures/{id}/indicator/values',
    summary: {
      en: 'Keep a value: a bound figure is computed now, another is entered; one per day, the later counts',
      de: 'Wert festhalten: Eine gebundene Kennzahl wird jetzt berechnet, eine andere eingetragen; je Tag einer, der spätere gilt',
    },
    tag,
    may: EDITORS,
    input: one.extend({
      /** Only where values are entered. */
      value: figure.nullable().default(null),
      measuredOn: z.iso.date().nullable().default(null),
      note: z.string().trim().max(1000).default(''),
    }),
    output: z.object({ indicator: indicatorView }),
    refusals: ['indicator_missing', 'indicator_silent'],
  }),
  reading: route({
    method: 'GET',
    path: '/indicator-readings',
    summary: {
      en: 'What a source says now, and the rows that count',
      de: 'Was eine Quelle jetzt sagt und welche Zeilen zählen',
    },
    tag,
    may: READERS,
    input: z.object({ source: z.enum(SOURCE_KEYS), scope: z.string().trim().max(60).default('') }),
    output: reading,
  }),
  chart: chartRoute({
    path: '/measures/{id}/charts/indicator',
    summary: {
      en: 'Values of the indicator of a measure over time with its target: picture and table',
      de: 'Werte der Kennzahl einer Maßnahme im Verlauf mit ihrem Ziel: Bild und Tabelle',
    },
    tag,
    input: nothing.extend(one.shape),
  }),
  reviews: route({
    method: 'GET',
    path: '/measures/{id}/reviews',
    summary: {
      en: 'Reviews of a measure, latest first, and the chain of measures it stands in',
      de: 'Wirksamkeitsprüfungen einer Maßnahme, die neueste zuerst, und die Kette, in der sie steht',
    },
    tag,
    may: READERS,
    input: one,
    output: z.object({
      reviews: z.array(review),
      /** What it follows, the nearest first, and what follows it. */
      follows: z.array(measureLink),
      followUps: z.array(measureLink),
    }),
  }),
  review: route({
    method: 'POST',
    path: '/measures/{id}/reviews',
    summary: {
      en: 'Judge the effect of a measure and say what follows; strengthening and replacing make a follow-up measure',
      de: 'Wirkung einer Maßnahme beurteilen und die Folge festlegen; Verstärken und Ersetzen legen eine Folgemaßnahme an',
    },
    tag,
    may: EDITORS,
    input: one.extend({
      judgement: z.enum(JUDGEMENTS),
      consequence: z.enum(CONSEQUENCES),
      /** Needed; refused together with what else is missing. */
      reason: z.string().trim().max(4000),
      /** Without it a rhythm after today; left out where nothing is looked at any more. */
      nextOn: z.iso.date().nullable().default(null),
      /** Title of the follow-up measure, where there is to be one. */
      followUpTitle: z.string().trim().max(200).default(''),
    }),
    output: z.object({ review }),
    refusals: ['indicator_missing', 'indicator_silent', 'consequence_unfit'],
  }),
  register: route({
    method: 'GET',
    path: '/improvements',
    summary: {
      en: 'Register of continual improvement: every measure with its figure, last judgement, what is due and what followed',
      de: 'Verbesserungsregister: jede Maßnahme mit Kennzahl, letztem Urteil, Fälligkeit und Folgen',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({ lines: z.array(registerLine), without: z.array(measureLink) }),
  }),
};
