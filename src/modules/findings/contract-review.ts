import { z } from 'zod';
import { EDITORS, READERS, REVIEWERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { done, nothing, recordFields, route } from '#kernel/route';
import { FINDING_AREAS } from './domain/finding.ts';
import { REVIEW_LETTERS } from './domain/review-round.ts';

const tag = 'Review round';
const READ = [...new Set([...READERS, ...REVIEWERS])];

/** A calendar day, `2026-03-31`. */
const day = z.iso.date();
export const reviewRoundFields = z.object({
  engagementId: z.uuid(),
  dueOn: day,
  note: z.string().trim().max(1000).default(''),
});
const extra = z.object({ closedAt: z.string().nullable() });
const plain = recordRoutes({
  path: 'review-rounds',
  things: 'Rückblicksrunden',
  tag,
  fields: reviewRoundFields,
  extra,
  filters: { engagementId: z.uuid().optional() },
  read: READ,
  write: EDITORS,
});
const one = z.object({ id: z.uuid() });

export const guestFields = z.object({
  name: z.string().trim().min(1).max(200),
  title: z.string().trim().max(200).default(''),
  email: z.union([z.literal(''), z.email().max(200)]).default(''),
  /** What they are asked about; everything when empty. */
  areas: z.array(z.enum(FINDING_AREAS)).max(FINDING_AREAS.length).default([]),
});
const guest = z.object({
  id: z.uuid(),
  ...guestFields.shape,
  /** Findings they are asked about. */
  asked: z.int(),
  /** Findings answered in their present wording, answered in an earlier one, and not answered. */
  answered: z.int(),
  changed: z.int(),
  open: z.int(),
  signedAt: z.string().nullable(),
  remark: z.string(),
  /** Until when the latest link leads anywhere; null without one. */
  linkUntil: z.string().nullable(),
  invitedAt: z.string().nullable(),
  remindedAt: z.string().nullable(),
});
const link = z.object({ path: z.string(), until: z.string() });

export const reviewContract = {
  ...plain,
  close: route({
    method: 'POST',
    path: '/review-rounds/{id}/closing',
    summary: {
      en: 'Close a review round; its links lead nowhere any more',
      de: 'Eine Rückblicksrunde schließen; ihre Links führen danach nirgendwohin',
    },
    tag,
    may: EDITORS,
    input: one,
    output: z.object({ ...recordFields, ...reviewRoundFields.shape, ...extra.shape }),
    refusals: ['review_round_closed'],
  }),
  guests: route({
    method: 'GET',
    path: '/review-rounds/{id}/guests',
    summary: {
      en: 'Who is asked in a review round, and how far each of them is',
      de: 'Wer in einer Rückblicksrunde gefragt ist und wie weit jeder ist',
    },
    tag,
    may: READ,
    input: one,
    output: z.object({
      findings: z.int(),
      /** Whether invitations can be sent from here. */
      sendsMail: z.boolean(),
      guests: z.array(guest),
    }),
  }),
  addGuest: route({
    method: 'POST',
    path: '/review-rounds/{id}/guests',
    summary: {
      en: 'Ask somebody without an account; the link is told once',
      de: 'Jemanden ohne Zugang fragen; der Link wird einmal genannt',
    },
    tag,
    may: EDITORS,
    input: z.object({ ...one.shape, ...guestFields.shape }),
    output: z.object({ id: z.uuid(), link }),
    refusals: ['review_round_closed'],
    secret: true,
  }),
  newLink: route({
    method: 'POST',
    path: '/review-rounds/{id}/guests/{guestId}/links',
    summary: {
      en: 'A further link for a guest; earlier ones go on to work',
      de: 'Ein weiterer Link für einen Gast; frühere gelten weiter',
    },
    tag,
    may: EDITORS,
    input: nothing.extend({ ...one.shape, guestId: z.uuid() }),
    output: link,
    refusals: ['review_round_closed'],
    secret: true,
  }),
  write: route({
    method: 'POST',
    path: '/review-rounds/{id}/letters',
    summary: {
      en: 'Invite or remind guests by mail, each with a link of their own',
      de: 'Gäste per E-Mail einladen oder erinnern, jeden mit einem eigenen Link',
    },
    tag,
    may: EDITORS,
    input: z.object({
      ...one.shape,
      /** Without one: all with an address who were not invited yet; for a reminder, who were and have not signed. */
      guestId: z.uuid().optional(),
      letter: z.enum(REVIEW_LETTERS),
    }),
    output: z.object({ letters: z.int() }),
    refusals: ['review_round_closed', 'mail_not_set_up', 'guest_without_address'],
  }),
  removeGuest: route({
    method: 'DELETE',
    path: '/review-rounds/{id}/guests/{guestId}',
    summary: {
      en: 'Take a guest out of a review round; their answers stay with the findings',
      de: 'Einen Gast aus einer Rückblicksrunde nehmen; seine Antworten bleiben bei den Feststellungen',
    },
    tag,
    may: EDITORS,
    input: nothing.extend({ ...one.shape, guestId: z.uuid() }),
    output: done,
  }),
};
