import { z } from 'zod';
import { READERS } from '#kernel/functions';
import { listQuery, nothing, page, route } from '#kernel/route';
import { libraryOrigin } from './contract-own-library.ts';
import {
  budgetKinds,
  indicatorPlaces,
  indicatorUnits,
  libraryAreas,
  libraryHorizons,
} from './domain/measure-library.ts';

const tag = 'Catalogue';
const words = z.object({ de: z.string(), en: z.string() });
const range = z.object({ least: z.int(), most: z.int() });

/** A requirement of a shipped framework as `itil:incident`, with what people call it. */
export const namedRequirement = z.object({ key: z.string(), name: words });

export const librarySummary = z.object({
  id: z.string(),
  area: z.enum(libraryAreas),
  also: z.array(z.enum(libraryAreas)),
  title: words,
  what: words,
  horizon: z.enum(libraryHorizons),
  role: z.string(),
  /** Person-days of the town's own people and of others. */
  ownDays: range,
  externalDays: range,
  /** Whole euros. */
  once: range,
  yearly: range,
  budgetKind: z.enum(budgetKinds),
  /** Null for the delivered ones. */
  origin: libraryOrigin.nullable(),
});

export const libraryMeasureView = librarySummary.extend({
  why: words,
  steps: z.array(words),
  proof: words,
  effort: z.array(z.object({ role: z.string(), days: range })),
  needs: z.array(z.object({ id: z.string(), title: words })),
  serves: z.array(namedRequirement.extend({ strength: z.int().min(1).max(3) })),
  risks: z.array(words),
  grants: z.array(z.object({ title: words, confirmed: z.boolean() })),
  service: words.nullable(),
  indicator: z.object({
    name: words,
    unit: z.enum(indicatorUnits),
    better: z.enum(['higher', 'lower']),
    readFrom: z.enum(indicatorPlaces),
  }),
  firstReviewMonths: z.int(),
  /** Where the figures come from. */
  source: words,
});

export const libraryContract = {
  list: route({
    method: 'GET',
    path: '/measure-library',
    summary: {
      en: 'Measures that towns of this size have to choose from, by words, area, horizon and requirement',
      de: 'Maßnahmenbibliothek: nach Wörtern, Bereich, Zeitraum und Anforderung',
    },
    tag,
    may: READERS,
    input: z.object({
      ...listQuery,
      /** How many rows stand before the page. */
      cursor: z
        .string()
        .regex(/^\d{1,5}$/)
        .optional(),
      area: z.enum(libraryAreas).optional(),
      horizon: z.enum(libraryHorizons).optional(),
      /** A requirement, or a heading for all below it: `vds10000:10.3`. */
      requirement: z.string().max(80).optional(),
    }),
    output: page(librarySummary),
  }),
  get: route({
    method: 'GET',
    path: '/measure-library/{measure}',
    summary: {
      en: 'A measure of the library with steps, effort, risks and indicator',
      de: 'Eine Maßnahme der Bibliothek mit Schritten, Aufwand, Risiken und Kennzahl',
    },
    tag,
    may: READERS,
    input: z.object({ measure: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/) }),
    output: libraryMeasureView,
  }),
  requirements: route({
    method: 'GET',
    path: '/measure-library-requirements',
    summary: {
      en: 'Requirements that measures of the library serve, each with how many do',
      de: 'Anforderungen, denen Maßnahmen der Bibliothek dienen, je mit deren Anzahl',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({ requirements: z.array(namedRequirement.extend({ measures: z.int() })) }),
  }),
};
