import { z } from 'zod';
import { READERS, TREASURERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { nothing, route } from '#kernel/route';
import { CERTAINTIES, PARTS } from './domain/economy.ts';
import { MEASURE_STATUSES } from './domain/measure.ts';

const tag = 'Measures';
const cents = z.int().min(0).max(1_000_000_000_000);
const days = z.int().min(0).max(10_000);
const certainty = z.enum(CERTAINTIES);
const span = z.object({ least: z.int(), planned: z.int(), most: z.int() });

export const roleRateFields = z.object({
  /** Empty: for all roles without a rate of their own. */
  role: z
    .string()
    .trim()
    .regex(/^([a-z][a-z_]*)?$/)
    .max(60)
    .default(''),
  /** Cost of a working day with all that comes with it. */
  dayCents: z.int().min(0).max(1_000_000),
  certainty: certainty.default('estimated'),
  note: z.string().trim().max(500).default(''),
});

const replacement = z.object({
  title: z.string().trim().min(1).max(200),
  contractId: z.uuid().nullable().default(null),
  yearlyLeastCents: cents,
  yearlyMostCents: cents,
  /** From which of the five years on it falls away. */
  fromYear: z.int().min(1).max(5).default(1),
  certainty: certainty.default('estimated'),
});

export const economyFields = z.object({
  /** Both or none; without them the planned amount stands alone. */
  onceLeastCents: cents.nullable().default(null),
  onceMostCents: cents.nullable().default(null),
  yearlyLeastCents: cents.nullable().default(null),
  yearlyMostCents: cents.nullable().default(null),
  effortLeastDays: days.nullable().default(null),
  effortMostDays: days.nullable().default(null),
  /** What it takes of the town's own people each year afterwards. */
  yearlyLeastDays: days.default(0),
  yearlyMostDays: days.default(0),
  onceCertainty: certainty.default('estimated'),
  yearlyCertainty: certainty.default('estimated'),
  effortCertainty: certainty.default('estimated'),
  note: z.string().trim().max(2000).default(''),
  replacements: z.array(replacement).max(20).default([]),
});

/** Over five years: what each part comes to, from where to where, and how sure. Unknown parts are not in the sum. */
export const economyResult = z.object({
  parts: z.array(
    z.object({
      part: z.enum(PARTS),
      cents: span,
      certainty,
      /** Why nothing is known: the amount is not, or a rate is missing. */
      unknown: z.enum(['amount', 'rate']).nullable(),
    }),
  ),
  total: span,
  /** The least sure of the parts that are counted. */
  certainty,
  missing: z.int(),
});

const one = z.object({ id: z.uuid() });
const view = z.object({
  ...economyFields.shape,
  /** 0 while nobody has said anything: the planned amounts of the measure stand alone. */
  version: z.int(),
  result: economyResult,
  may: z.object({ edit: z.union([z.literal(true), z.string()]) }),
});

export const economyContract = {
  rates: recordRoutes({
    path: 'role-rates',
    things: 'Tagessätze der Rollen',
    tag,
    fields: roleRateFields,
    read: READERS,
    write: TREASURERS,
  }),
  get: route({
    method: 'GET',
    path: '/measures/{id}/economy',
    summary: {
      en: 'What a measure costs and saves over five years, with ranges and how sure that is',
      de: 'Was eine Maßnahme in fünf Jahren kostet und erspart, mit Spannen und Gewissheit',
    },
    tag,
    may: READERS,
    input: one,
    output: view,
  }),
  set: route({
    method: 'PUT',
    path: '/measures/{id}/economy',
    summary: {
      en: 'Set ranges, certainty and what a measure replaces',
      de: 'Spannen, Gewissheit und was eine Maßnahme ersetzt festlegen',
    },
    tag,
    may: TREASURERS,
    byOffice: true,
    input: z.object({ ...one.shape, ...economyFields.shape, version: z.int().min(0) }),
    output: view,
    refusals: ['version_conflict'],
  }),
  all: route({
    method: 'GET',
    path: '/measure-economies',
    summary: {
      en: 'All measures over five years side by side, with their sum',
      de: 'Alle Maßnahmen über fünf Jahre nebeneinander, mit ihrer Summe',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      measures: z.array(
        z.object({
          ...one.shape,
          number: z.int(),
          title: z.string(),
          status: z.enum(MEASURE_STATUSES),
          result: economyResult,
        }),
      ),
      /** Without postponed and rejected ones. */
      total: economyResult,
      may: z.object({ rates: z.boolean() }),
    }),
  }),
};
