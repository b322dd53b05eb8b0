import { z } from 'zod';
import { REQUESTERS } from '#kernel/functions';
import { listQuery, nothing, page, route } from '#kernel/route';

const tag = 'Tickets';
const plain = { tag, may: REQUESTERS } as const;
const writes = { ...plain, byOffice: true } as const;
const one = { id: z.uuid() };

/** What whoever asked sees of a ticket: never a note, a priority or who else is concerned. */
export const requestView = z.object({
  id: z.uuid(),
  name: z.string(),
  deskName: z.string(),
  title: z.string(),
  status: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  answers: z.int(),
});

/** The own requests of whoever has an account. */
export const requestsContract = {
  forms: route({
    method: 'GET',
    path: '/request-forms',
    summary: {
      en: 'Desks that can be asked, with categories and rooms',
      de: 'Servicestellen, an die man sich wenden kann, mit Kategorien und Räumen',
    },
    ...plain,
    input: nothing,
    output: z.object({
      desks: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          description: z.string(),
          hours: z.string(),
          categories: z.array(z.object({ id: z.uuid(), name: z.string() })),
        }),
      ),
      rooms: z.array(z.object({ id: z.uuid(), name: z.string() })),
    }),
  }),
  list: route({
    method: 'GET',
    path: '/requests',
    summary: { en: 'The own requests', de: 'Die eigenen Anliegen' },
    ...plain,
    input: z.object({ ...listQuery, state: z.enum(['open', 'done']).optional() }),
    output: page(requestView),
  }),
  get: route({
    method: 'GET',
    path: '/requests/{id}',
    summary: { en: 'An own request with its answers', de: 'Ein eigenes Anliegen mit den Antworten' },
    ...plain,
    input: z.object(one),
    output: z.object({
      ...requestView.shape,
      description: z.string(),
      categoryName: z.string().nullable(),
      roomName: z.string().nullable(),
      hours: z.string(),
      messages: z.array(
        z.object({
          id: z.uuid(),
          byRequester: z.boolean(),
          by: z.string(),
          at: z.string(),
          body: z.string(),
        }),
      ),
      mayReply: z.boolean(),
      maySolve: z.boolean(),
    }),
  }),
  file: route({
    method: 'POST',
    path: '/requests',
    summary: { en: 'File an own request', de: 'Ein eigenes Anliegen stellen' },
    ...writes,
    input: z.object({
      deskId: z.uuid(),
      categoryId: z.uuid().nullable().default(null),
      title: z.string().trim().min(1).max(200),
      description: z.string().trim().max(20_000).default(''),
      roomId: z.uuid().nullable().default(null),
    }),
    output: z.object({ id: z.uuid(), name: z.string() }),
    refusals: ['desk_closed'],
  }),
  reply: route({
    method: 'POST',
    path: '/requests/{id}/replies',
    summary: {
      en: 'Add to an own request; a solved one is open again',
      de: 'Ein eigenes Anliegen ergänzen; ein gelöstes ist damit wieder offen',
    },
    ...writes,
    input: z.object({ ...one, body: z.string().trim().min(1).max(20_000) }),
    output: z.object({ status: z.string() }),
    refusals: ['ticket_closed'],
  }),
  close: route({
    method: 'POST',
    path: '/requests/{id}/close',
    summary: {
      en: 'Say that an own request is settled',
      de: 'Ein eigenes Anliegen als erledigt bestätigen',
    },
    ...writes,
    input: z.object(one),
    output: z.object({ status: z.string() }),
    refusals: ['ticket_step'],
  }),
};
