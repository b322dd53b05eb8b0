import { z } from 'zod';
import { CLASSES } from '#kernel/document';
import { fileRoutes } from '#kernel/file-routes';
import { DECIDERS, EDITORS, READERS } from '#kernel/functions';
import { planQuarter } from '#kernel/plan-quarter';
import { recordRoutes } from '#kernel/records';
import { mayView, recordFields, route } from '#kernel/route';
import { librarySummary, namedRequirement } from '#modules/catalogue/contract';
import { coverageContract } from './contract-coverage.ts';
import { decisionsContract } from './contract-decisions.ts';
import { economyContract } from './contract-economy.ts';
import { packageContract } from './contract-package.ts';
import { DECISION_BODIES, HORIZONS, MEASURE_STATUSES } from './domain/measure.ts';

const tag = 'Measures';
const text = z.string().trim().max(4000).default('');
const cents = z.int().min(0).max(1_000_000_000_000).default(0);

export const measureFields = z.object({
  title: z.string().trim().min(1).max(200),
  reason: text,
  description: text,
  horizon: z.enum(HORIZONS),
  mandatory: z.boolean().default(false),
  onceCostCents: cents,
  yearlyCostCents: cents,
  grantCents: cents,
  budgetKind: z.enum(['result', 'investment']).default('result'),
  budgetLineId: z.uuid().nullable().default(null),
  effortDays: z.int().min(0).max(10_000).default(0),
  externalDays: z.int().min(0).max(10_000).default(0),
  responsibleRole: z.string().trim().max(60).default(''),
  /** The person who answers for it by name; the role says which duty it belongs to. */
  ownerId: z.uuid().nullable().default(null),
  /** The contract under which its consultants work now. */
  consultContractId: z.uuid().nullable().default(null),
  proof: text,
  indicator: text,
  starts: planQuarter.nullable().default(null),
  quarters: z.int().min(1).max(40).default(1),
  /** Who may read it; what is not public stands in the annex of the council paper only. */
  confidentiality: z.enum(CLASSES).default('public'),
  /** Keys of measures of the library that it stands for, with blanks between them. */
  library: z
    .string()
    .trim()
    .max(600)
    .regex(/^([a-z][a-z0-9-]*( [a-z][a-z0-9-]*)*)?$/)
    .default(''),
});

const ids = z.array(z.uuid()).max(200).default([]);
export const measureLinks = z.object({ findings: ids, goals: ids, developments: ids, needs: ids });
const extra = z.object({
  number: z.int(),
  status: z.enum(MEASURE_STATUSES),
  ownerName: z.string().nullable(),
  /** `V-03 Systembetreuung` */
  consultContract: z.string().nullable(),
  may: mayView,
});

const plain = recordRoutes({
  path: 'measures',
  things: 'Maßnahmen',
  tag,
  fields: measureFields,
  extra,
  filters: {
    status: z.enum(MEASURE_STATUSES).optional(),
    horizon: z.enum(HORIZONS).optional(),
    /** Whether somebody answers for it by name, or whoever asks does. */
    owner: z.enum(['me', 'some', 'none']).optional(),
  },
  read: READERS,
  write: EDITORS,
});

export const measureView = z.object({ ...recordFields, ...measureFields.shape, ...extra.shape });
const one = z.object({ id: z.uuid() });

export const measuresContract = {
  ...plain,
  ...coverageContract,
  packages: packageContract,
  economy: economyContract,
  files: fileRoutes({ path: 'measures', things: 'Maßnahmen', tag, read: READERS, write: EDITORS }),
  create: route({
    method: 'POST',
    path: '/measures',
    summary: {
      en: 'Add to measures, with the findings it answers and the goals it serves',
      de: 'Maßnahmen: anlegen, mit den Feststellungen und Zielen, denen sie dient',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: z.object({ ...measureFields.shape, findingIds: ids, goalIds: ids }),
    output: measureView,
  }),
  decisions: decisionsContract,
  suggestions: route({
    method: 'GET',
    path: '/findings/{id}/measure-suggestions',
    summary: {
      en: 'Measures of the library that answer a finding, best first, each with the reason',
      de: 'Maßnahmen der Bibliothek, die eine Feststellung beantworten, die beste zuerst, je mit Grund',
    },
    tag,
    may: READERS,
    input: one,
    output: z.object({
      /** The finding that says it now. */
      finding: z.object({
        id: z.uuid(),
        number: z.int(),
        title: z.string(),
        area: librarySummary.shape.area,
      }),
      /** Requirements whose ratings it rests on. */
      restsOn: z.array(namedRequirement),
      /** How many answer it; the best are listed. */
      total: z.int(),
      suggestions: z.array(
        z.object({
          measure: librarySummary,
          points: z.int(),
          serves: z.array(namedRequirement.extend({ strength: z.int() })),
          /** How it belongs to the area of the finding. */
          area: z.enum(['own', 'also']).nullable(),
        }),
      ),
    }),
  }),
  links: route({
    method: 'GET',
    path: '/measures/{id}/links',
    summary: {
      en: 'Findings and goals a measure serves, developments it has to fit with and measures it needs',
      de: 'Feststellungen und Ziele einer Maßnahme, Vorhaben, zu denen sie passen muss, und was sie vorher braucht',
    },
    tag,
    may: READERS,
    input: one,
    output: measureLinks,
  }),
  setLinks: route({
    method: 'PUT',
    path: '/measures/{id}/links',
    summary: {
      en: 'Set findings, goals, developments and needed measures',
      de: 'Feststellungen, Ziele, Vorhaben und vorher nötige Maßnahmen festlegen',
    },
    tag,
    may: EDITORS,
    input: z.object({
      ...one.shape,
      ...measureLinks.shape,
      /** Left as they are when not given. */
      developments: z.array(z.uuid()).max(200).optional(),
    }),
    output: measureLinks,
    refusals: ['measure_cycle'],
  }),
  step: route({
    method: 'POST',
    path: '/measures/{id}/steps',
    summary: {
      en: 'Move a measure to its next status, e.g. recommended to decided',
      de: 'Eine Maßnahme in den nächsten Status bringen, zum Beispiel von empfohlen zu beschlossen',
    },
    tag,
    may: [...new Set([...EDITORS, ...DECIDERS])],
    byOffice: true,
    input: z.object({
      ...one.shape,
      to: z.enum(MEASURE_STATUSES),
      /** Why, or in the words of the minutes; the proof where a measure is done. */
      note: z.string().trim().max(4000).default(''),
      /** With the note this is kept as a decision; without a day it is today's. */
      decidedOn: z.iso.date().nullable().default(null),
      body: z.enum(DECISION_BODIES).default('administration'),
      reference: z.string().trim().max(120).default(''),
    }),
    output: measureView,
    refusals: ['measure_step', 'measure_proof_missing', 'version_conflict'],
  }),
};
