import { z } from 'zod';
import { chartRoute } from '#kernel/chart-route';
import { fileRoutes } from '#kernel/file-routes';
import { READERS, TREASURERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { nothing } from '#kernel/route';
import { spendingContract } from './contract-spending.ts';
import { COST_AREAS } from './domain/spending.ts';

export const BUDGET_KINDS = ['result', 'investment'] as const;
const cents = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);
const text = z.string().trim().max(4000).default('');
const plain = { tag: 'Budget', read: READERS, write: TREASURERS };

export const contractFields = z.object({
  title: z.string().trim().min(1).max(200),
  partner: z.string().trim().min(1).max(200),
  subject: text,
  yearlyCostCents: z.int().min(0).max(1_000_000_000_000).default(0),
  startsOn: z.iso.date().nullable().default(null),
  endsOn: z.iso.date().nullable().default(null),
  noticeMonths: z.int().min(0).max(120).default(0),
  renews: z.boolean().default(false),
  costArea: z.enum(COST_AREAS).default('unassigned'),
  /** Hours of consultants agreed for the whole term; null where none are. */
  hours: z.number().min(0).max(100_000).nullable().default(null),
  hourRateCents: z.int().min(0).max(10_000_000).nullable().default(null),
  note: text,
});

export const budgetLineFields = z.object({
  year: z.int().min(1990).max(2100),
  product: z.string().trim().min(1).max(40),
  account: z.string().trim().min(1).max(40),
  title: z.string().trim().min(1).max(200),
  kind: z.enum(BUDGET_KINDS),
  plannedCents: cents.default(0),
  amendedCents: cents.default(0),
  committedCents: cents.default(0),
  actualCents: cents.default(0),
  contractId: z.uuid().nullable().default(null),
  note: text,
});

export const budgetContract = {
  spending: spendingContract,
  yearChart: chartRoute({
    path: '/charts/budget-years',
    summary: {
      en: 'Plan and spending of all budget lines by year and budget: picture and table',
      de: 'Plan und Ausgaben aller Ansätze nach Jahr und Haushalt: Bild und Tabelle',
    },
    tag: 'Budget',
    input: nothing,
  }),
  contracts: recordRoutes({
    path: 'contracts',
    things: 'Verträge',
    fields: contractFields,
    extra: z.object({ number: z.int() }),
    ...plain,
  }),
  files: fileRoutes({ path: 'contracts', things: 'Verträge', ...plain }),
  lines: recordRoutes({
    path: 'budget-lines',
    things: 'Haushaltsansätze',
    fields: budgetLineFields,
    extra: z.object({ availableCents: z.int(), contractTitle: z.string().nullable() }),
    filters: {
      year: z.coerce.number().int().optional(),
      kind: z.enum(BUDGET_KINDS).optional(),
      product: z.string().max(40).optional(),
    },
    ...plain,
  }),
};
