import { z } from 'zod';
import { AGENTS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { nothing, route } from '#kernel/route';
import { ROLES } from './domain/ticket.ts';

const plain = { tag: 'Tickets', read: AGENTS, write: AGENTS };
const ofDesk = { filters: { deskId: z.uuid().optional() } };

export const deskFields = z.object({
  name: z.string().trim().min(1).max(120),
  /** Begins the number of every ticket; unique in the town. */
  prefix: z
    .string()
    .trim()
    .regex(/^[A-Z]{2,6}$/),
  ownerOfficeId: z.uuid().nullable().default(null),
  description: z.string().trim().max(2000).default(''),
  hours: z.string().trim().max(500).default(''),
  active: z.boolean().default(true),
});
export const memberFields = z.object({
  deskId: z.uuid(),
  userId: z.uuid(),
  role: z.enum(ROLES).default('agent'),
  active: z.boolean().default(true),
});
export const categoryFields = z.object({
  deskId: z.uuid(),
  parentId: z.uuid().nullable().default(null),
  name: z.string().trim().min(1).max(120),
  position: z.int().min(0).max(10_000).default(0),
  active: z.boolean().default(true),
});

/** Desks, who works at them, and what they are asked about; administrators and the leads of a desk keep them. */
export const deskContract = {
  desks: recordRoutes({
    path: 'desks',
    things: 'Servicestellen',
    fields: deskFields,
    extra: z.object({ members: z.int(), manages: z.boolean() }),
    ...plain,
  }),
  members: recordRoutes({
    path: 'desk-members',
    things: 'Mitglieder von Servicestellen',
    fields: memberFields,
    extra: z.object({ name: z.string() }),
    ...ofDesk,
    ...plain,
  }),
  categories: recordRoutes({
    path: 'desk-categories',
    things: 'Kategorien von Servicestellen',
    fields: categoryFields,
    ...ofDesk,
    ...plain,
  }),
  candidates: route({
    method: 'GET',
    path: '/desk-candidates',
    summary: {
      en: 'Accounts that can become members of a desk',
      de: 'Konten, die Mitglied einer Servicestelle werden können',
    },
    tag: 'Tickets',
    may: AGENTS,
    input: nothing,
    output: z.object({ accounts: z.array(z.object({ userId: z.uuid(), name: z.string() })) }),
  }),
};
