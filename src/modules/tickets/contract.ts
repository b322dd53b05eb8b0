import { z } from 'zod';
import { AGENTS } from '#kernel/functions';
import { changes } from '#kernel/records';
import { listQuery, nothing, page, recordFields, route } from '#kernel/route';
import { deskContract } from './contract-desks.ts';
import { requestsContract } from './contract-requests.ts';
import { CHANNELS, ROLES, STATES } from './domain/ticket.ts';

const tag = 'Tickets';
const plain = { tag, may: AGENTS, byOffice: true } as const;
const one = { id: z.uuid() };
const body = z.string().trim().min(1).max(20_000);
const status = z.string().regex(/^[a-z][a-z_]{0,40}$/);

export const ticketFields = z.object({
  title: z.string().trim().min(1).max(200),
  description: z.string().trim().max(20_000).default(''),
  /** Who asks: a person of the organisation or an account, never both. */
  requesterId: z.uuid().nullable().default(null),
  requesterUserId: z.uuid().nullable().default(null),
  affectedId: z.uuid().nullable().default(null),
  roomId: z.uuid().nullable().default(null),
  categoryId: z.uuid().nullable().default(null),
  impact: z.int().min(1).max(3).default(2),
  urgency: z.int().min(1).max(3).default(2),
  deadline: z.iso.date().nullable().default(null),
  private: z.boolean().default(false),
});
export const ticketView = z.object({
  ...recordFields,
  ...ticketFields.shape,
  deskId: z.uuid(),
  number: z.int(),
  /** `IT-0001`. */
  name: z.string(),
  requesterName: z.string(),
  affectedName: z.string().nullable(),
  roomName: z.string().nullable(),
  categoryName: z.string().nullable(),
  assigneeId: z.uuid().nullable(),
  assigneeName: z.string().nullable(),
  priority: z.int(),
  status,
  parkedUntil: z.string().nullable(),
  channel: z.enum(CHANNELS),
  answeredAt: z.string().nullable(),
  solvedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  reopened: z.int(),
});
const change = z.object({
  field: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});

/** Work with the tickets of a desk. Every route sees what row security lets its members see. */
export const ticketsContract = {
  ...deskContract,
  requests: requestsContract,
  list: route({
    method: 'GET',
    path: '/tickets',
    summary: { en: 'The queue of the own desks', de: 'Die Vorgänge der eigenen Servicestellen' },
    tag,
    may: AGENTS,
    input: z.object({
      ...listQuery,
      deskId: z.uuid().optional(),
      state: z.enum(STATES).optional(),
      status: status.optional(),
      categoryId: z.uuid().optional(),
      /** `me`, `none` or a member. */
      assignee: z.union([z.enum(['me', 'none']), z.uuid()]).optional(),
      priority: z.coerce.number().int().min(1).max(4).optional(),
    }),
    output: page(ticketView),
  }),
  get: route({
    method: 'GET',
    path: '/tickets/{id}',
    summary: { en: 'A ticket of an own desk', de: 'Ein Vorgang einer eigenen Servicestelle' },
    tag,
    may: AGENTS,
    input: z.object(one),
    output: z.object({ ...ticketView.shape, role: z.enum(ROLES), seatId: z.uuid() }),
  }),
  create: route({
    method: 'POST',
    path: '/tickets',
    summary: { en: 'Take a request on', de: 'Ein Anliegen aufnehmen' },
    ...plain,
    input: z.object({
      deskId: z.uuid(),
      channel: z.enum(['phone', 'person']).default('phone'),
      ...ticketFields.shape,
    }),
    output: ticketView,
  }),
  update: route({
    method: 'PATCH',
    path: '/tickets/{id}',
    summary: {
      en: 'Change what a ticket says; send If-Match with the version read',
      de: 'Angaben eines Vorgangs ändern; If-Match mit der gelesenen Fassung mitsenden',
    },
    ...plain,
    input: z.object({ ...one, ...changes(ticketFields).shape }),
    output: ticketView,
    refusals: ['version_conflict', 'ticket_private'],
  }),
  step: route({
    method: 'POST',
    path: '/tickets/{id}/step',
    summary: { en: 'Give a ticket another status', de: 'Den Status eines Vorgangs ändern' },
    ...plain,
    input: z.object({ ...one, to: status }),
    output: ticketView,
    refusals: ['version_conflict', 'ticket_step'],
  }),
  park: route({
    method: 'POST',
    path: '/tickets/{id}/parking',
    summary: {
      en: 'Put a ticket aside until a day; it comes back by itself',
      de: 'Einen Vorgang auf Wiedervorlage legen; er kommt von selbst zurück',
    },
    ...plain,
    input: z.object({ ...one, until: z.iso.date() }),
    output: ticketView,
    refusals: ['version_conflict', 'ticket_step'],
  }),
  assign: route({
    method: 'POST',
    path: '/tickets/{id}/assignee',
    summary: { en: 'Give a ticket to a member of the desk', de: 'Einen Vorgang zuweisen' },
    ...plain,
    input: z.object({ ...one, assigneeId: z.uuid().nullable() }),
    output: ticketView,
    refusals: ['version_conflict', 'ticket_private'],
  }),
  answer: route({
    method: 'POST',
    path: '/tickets/{id}/answers',
    summary: { en: 'Answer whoever asked', de: 'Der anfragenden Person antworten' },
    ...plain,
    input: z.object({ ...one, body, to: status.optional() }),
    output: ticketView,
    refusals: ['ticket_step'],
  }),
  note: route({
    method: 'POST',
    path: '/tickets/{id}/notes',
    summary: { en: 'Leave an internal note', de: 'Eine interne Notiz ablegen' },
    ...plain,
    input: z.object({ ...one, body }),
    output: z.object({ id: z.uuid() }),
  }),
  story: route({
    method: 'GET',
    path: '/tickets/{id}/story',
    summary: {
      en: 'Answers, notes and every change of a ticket',
      de: 'Antworten, Notizen und alle Änderungen eines Vorgangs',
    },
    tag,
    may: AGENTS,
    input: z.object(one),
    output: z.object({
      messages: z.array(
        z.object({
          id: z.uuid(),
          kind: z.enum(['answer', 'note']),
          byRequester: z.boolean(),
          by: z.string(),
          at: z.string(),
          body: z.string(),
        }),
      ),
      lines: z.array(
        z.object({
          at: z.string(),
          by: z.string(),
          event: z.string(),
          note: z.string().nullable(),
          gone: z.enum(['names', 'all']).nullable(),
          changes: z.array(change),
        }),
      ),
    }),
  }),
  workplace: route({
    method: 'GET',
    path: '/desk-workplace',
    summary: {
      en: 'The own desks with their people and categories',
      de: 'Die eigenen Servicestellen mit Mitgliedern und Kategorien',
    },
    tag,
    may: AGENTS,
    input: nothing,
    output: z.object({
      desks: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          prefix: z.string(),
          role: z.enum(ROLES),
          seatId: z.uuid(),
          members: z.array(z.object({ id: z.uuid(), name: z.string(), active: z.boolean() })),
          categories: z.array(z.object({ id: z.uuid(), name: z.string() })),
        }),
      ),
    }),
  }),
  requesters: route({
    method: 'GET',
    path: '/desk-requesters',
    summary: {
      en: 'People and accounts to file a ticket for',
      de: 'Personen und Konten, für die ein Vorgang aufgenommen werden kann',
    },
    tag,
    may: AGENTS,
    input: z.object({ q: z.string().max(200).default('') }),
    output: z.object({
      found: z.array(
        z.object({ id: z.uuid(), kind: z.enum(['person', 'account']), name: z.string(), hint: z.string() }),
      ),
    }),
  }),
  places: route({
    method: 'GET',
    path: '/desk-places',
    summary: { en: 'Rooms to choose from', de: 'Räume zur Auswahl' },
    tag,
    may: AGENTS,
    input: z.object({ q: z.string().max(200).default('') }),
    output: z.object({
      found: z.array(z.object({ id: z.uuid(), name: z.string(), siteName: z.string() })),
    }),
  }),
};
