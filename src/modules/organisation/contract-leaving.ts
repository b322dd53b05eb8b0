import { z } from 'zod';
import { done, nothing, route } from '#kernel/route';

const tag = 'Access';
const OVERSEERS = ['administrator', 'head_of_it', 'mayor', 'dsb'] as const;
const ADMINS = ['administrator'] as const;

export const HELD_KINDS = ['draft', 'view', 'token'] as const;
const held = z.object({
  kind: z.enum(HELD_KINDS),
  /** Key of a draft (`measure:<id>`), else its name. */
  label: z.string(),
  at: z.string(),
});
const handover = z.object({
  id: z.uuid(),
  userName: z.string(),
  /** Empty = it was deleted. */
  toName: z.string(),
  byName: z.string(),
  at: z.string(),
  lines: z.array(
    z.object({
      kind: z.enum(HELD_KINDS),
      label: z.string(),
      done: z.enum(['handed_over', 'deleted', 'revoked']),
    }),
  ),
});

/** Access that ends: until when consultants may sign in, what they hold, and what becomes of it. */
export const leavingContract = {
  leaving: route({
    method: 'GET',
    path: '/leaving-access',
    summary: {
      en: 'Access of consultants with its end, what they and those without access still hold, and what was handed over',
      de: 'Zugänge der Beratung mit ihrem Ende, was sie und Ausgeschiedene noch haben, und was übergeben wurde',
    },
    tag,
    may: OVERSEERS,
    input: nothing,
    output: z.object({
      people: z.array(
        z.object({
          userId: z.uuid(),
          name: z.string(),
          login: z.string(),
          /** Functions with their ends; empty once all were taken away. */
          functions: z.array(
            z.object({ id: z.uuid(), function: z.string(), validUntil: z.string().nullable() }),
          ),
          /** The last day of the access; null = without end, or it has none any more. */
          until: z.string().nullable(),
          state: z.enum(['active', 'ending', 'ended']),
          /** Only the administration sees what somebody holds. */
          held: z.array(held).nullable(),
        }),
      ),
      /** Who may take something over. */
      receivers: z.array(z.object({ userId: z.uuid(), name: z.string() })),
      handovers: z.array(handover),
      may: z.object({ change: z.boolean() }),
    }),
  }),
  setAccessEnd: route({
    method: 'PUT',
    path: '/members/{id}/end',
    summary: {
      en: 'Set the last day of a function; yesterday ends it at once',
      de: 'Den letzten Tag einer Funktion festlegen; der gestrige beendet sie sofort',
    },
    tag,
    may: ADMINS,
    delicate: true,
    input: z.object({ id: z.uuid(), validUntil: z.iso.date().nullable() }),
    output: done,
    refusals: ['consultant_needs_end', 'last_administrator'],
  }),
  handOver: route({
    method: 'POST',
    path: '/leaving-access/{userId}/handover',
    summary: {
      en: 'Hand what somebody without access still holds to somebody else, or delete it; tokens are revoked',
      de: 'Übergeben oder löschen, was jemand ohne Zugang noch hat; Zugangsschlüssel werden widerrufen',
    },
    tag,
    may: ADMINS,
    delicate: true,
    input: z.object({ userId: z.uuid(), toUserId: z.uuid().nullable() }),
    output: handover,
    refusals: ['access_still_open', 'nothing_held'],
  }),
};
