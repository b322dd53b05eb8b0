import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { done, mayView, nothing, page, recordFields, route } from '#kernel/route';
import {
  budgetKinds,
  indicatorPlaces,
  indicatorUnits,
  libraryAreas,
  libraryHorizons,
} from './domain/measure-library.ts';
import { PARTS } from './domain/own-library.ts';

const tag = 'Catalogue';
const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(2000);
const range = (most: number) =>
  z
    .object({ least: z.int().min(0).max(most), most: z.int().min(0).max(most) })
    .refine(({ least, most: upper }) => least <= upper, { path: ['most'] });

export const ownMeasureFields = z.object({
  title: line,
  what: text,
  why: text,
  steps: z.array(line.max(500)).min(1).max(7),
  proof: text,
  area: z.enum(libraryAreas),
  horizon: z.enum(libraryHorizons),
  role: z.string().min(1).max(60),
  /** Person-days by role. */
  effort: z
    .array(z.object({ role: z.string().min(1).max(60), days: range(1000) }))
    .min(1)
    .max(20),
  /** Whole euros. */
  once: range(10_000_000),
  yearly: range(10_000_000),
  budgetKind: z.enum(budgetKinds).default('result'),
  /** As `vds10000:10.1`; 1 helps, 2 carries a good part, 3 is made for it. */
  serves: z
    .array(z.object({ requirement: z.string().min(1).max(80), strength: z.int().min(1).max(3) }))
    .max(30)
    .default([]),
  risks: z.array(line.max(500)).max(10).default([]),
  indicator: z.object({
    name: line,
    unit: z.enum(indicatorUnits),
    better: z.enum(['higher', 'lower']),
    readFrom: z.enum(indicatorPlaces),
  }),
  firstReviewMonths: z.int().min(1).max(36).default(6),
  /** Towns of the same consultants may take it. */
  released: z.boolean().default(false),
});

export const libraryOrigin = z.object({
  /** Own: written here; else taken from this town. */
  own: z.boolean(),
  name: z.string(),
  /** The state it has. */
  on: z.iso.date(),
});

export const ownMeasureView = z.object({
  ...recordFields,
  key: z.string(),
  ...ownMeasureFields.shape,
  origin: libraryOrigin,
  may: mayView,
});

const one = z.object({ id: z.uuid() });
const offer = z.object({
  key: z.string(),
  title: z.string(),
  /** The state it has there. */
  changedOn: z.iso.date(),
  state: z.enum(['new', 'changed', 'same']),
  /** What would differ from the state taken before. */
  parts: z.array(z.enum(PARTS)),
});

export const ownLibraryContract = {
  list: route({
    method: 'GET',
    path: '/own-measures',
    summary: {
      en: 'Measures of the library that the town wrote or took from a consultancy',
      de: 'Eigene Maßnahmen der Bibliothek und solche, die von einer Beratung übernommen sind',
    },
    tag,
    may: READERS,
    input: nothing,
    /** All of them, as one page: there are never more than the library may hold. */
    output: page(ownMeasureView),
  }),
  get: route({
    method: 'GET',
    path: '/own-measures/{id}',
    summary: { en: 'One of them', de: 'Eine davon' },
    tag,
    may: READERS,
    input: one,
    output: ownMeasureView,
  }),
  create: route({
    method: 'POST',
    path: '/own-measures',
    summary: {
      en: 'Write a measure for the own library',
      de: 'Eine Maßnahme für die eigene Bibliothek schreiben',
    },
    tag,
    may: EDITORS,
    input: ownMeasureFields,
    output: ownMeasureView,
    refusals: ['own_library_full'],
  }),
  update: route({
    method: 'PUT',
    path: '/own-measures/{id}',
    summary: {
      en: 'Write a measure of the own library anew; send If-Match with the version read',
      de: 'Eine Maßnahme der eigenen Bibliothek neu fassen; If-Match mit der gelesenen Fassung mitsenden',
    },
    tag,
    may: EDITORS,
    input: z.object({ ...one.shape, ...ownMeasureFields.shape }),
    output: ownMeasureView,
    refusals: ['version_conflict', 'own_measure_taken'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/own-measures/{id}',
    summary: {
      en: 'Remove one of them; measures of the town that were made of it stay',
      de: 'Eine davon entfernen; Maßnahmen der Kommune, die daraus entstanden, bleiben',
    },
    tag,
    may: EDITORS,
    input: one,
    output: done,
  }),
  offers: route({
    method: 'GET',
    path: '/library-offers',
    summary: {
      en: 'What the consultancies of the person asking have released, beside what the town has of it',
      de: 'Was Beratungen, denen die fragende Person angehört, freigegeben haben, neben dem, was die Kommune davon hat',
    },
    tag,
    may: ['consultant'],
    input: nothing,
    output: z.object({
      offers: z.array(z.object({ townId: z.uuid(), name: z.string(), measures: z.array(offer) })),
    }),
  }),
  take: route({
    method: 'POST',
    path: '/library-offers/{townId}/take',
    summary: {
      en: 'Take measures of a consultancy into the library of the town, in the state they have now',
      de: 'Maßnahmen einer Beratung in die Bibliothek der Kommune übernehmen, in ihrem jetzigen Stand',
    },
    tag,
    may: ['consultant'],
    input: z.object({ townId: z.uuid(), keys: z.array(z.string().max(60)).min(1).max(500) }),
    output: z.object({ added: z.int(), replaced: z.int(), same: z.int() }),
    refusals: ['library_offer_gone', 'own_library_full'],
  }),
  since: route({
    method: 'GET',
    path: '/measure-library/{measure}/changes',
    summary: {
      en: 'What has changed in a measure of a consultancy since a day; nothing for delivered ones',
      de: 'Was sich an einer Maßnahme einer Beratung seit einem Zeitpunkt geändert hat; nichts bei mitgelieferten',
    },
    tag,
    may: READERS,
    input: z.object({
      measure: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
      since: z.iso.datetime({ offset: true }),
    }),
    output: z.object({ origin: libraryOrigin.nullable(), parts: z.array(z.enum(PARTS)) }),
  }),
};
