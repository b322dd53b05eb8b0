import { z } from 'zod';
import { EDITORS, EVERYONE } from '#kernel/functions';
import { oneLine } from '#kernel/one-line';
import { nothing, route } from '#kernel/route';
import { AGENDA_LETTERS, ANSWERS, INVITATION_STATES } from './domain/invitations.ts';

const tag = 'Assessment';
const one = z.object({ id: z.uuid() });
const answer = z.enum(ANSWERS);

export const AGENDA_TEMPLATES = ['shipped', 'own'] as const;
export const outsideGuest = z.object({
  name: z.string().overwrite(oneLine).min(1).max(200),
  email: z.email().max(200),
});

const guest = z.object({
  id: z.uuid(),
  entryId: z.uuid(),
  /** Null for somebody without a record. */
  personId: z.uuid().nullable(),
  name: z.string(),
  /** Empty for who may not invite. */
  email: z.string(),
  answer,
});
const standing = z.object({
  entryId: z.uuid(),
  /** The same for all entries of one guest. */
  key: z.string(),
  name: z.string(),
  email: z.string(),
  state: z.enum(INVITATION_STATES),
  day: z.string(),
  starts: z.string(),
  ends: z.string(),
  title: z.string(),
  place: z.string(),
  /** When the last letter about it was asked for. */
  askedAt: z.string().nullable(),
});

/** The agenda beside its entries: templates, guests and their answers, letters, calendar links. */
export const agendaContract = {
  fillAgenda: route({
    method: 'POST',
    path: '/engagements/{id}/agenda-from-template',
    summary: {
      en: 'Fill an empty agenda from the template of five days, the one that comes along or the own one',
      de: 'Eine leere Tagesordnung aus der Vorlage für fünf Tage füllen, der mitgelieferten oder der eigenen',
    },
    tag,
    may: EDITORS,
    input: one.extend({ template: z.enum(AGENDA_TEMPLATES).default('shipped') }),
    output: z.object({ added: z.int() }),
    refusals: ['agenda_not_empty', 'no_own_template'],
  }),
  agendaTemplate: route({
    method: 'GET',
    path: '/agenda-template',
    summary: {
      en: 'Whether the town keeps a template of its own, with how many entries and since when',
      de: 'Ob die Kommune eine eigene Vorlage hat, mit wie vielen Terminen und seit wann',
    },
    tag,
    may: EDITORS,
    input: nothing,
    output: z.object({ own: z.object({ entries: z.int(), savedAt: z.string() }).nullable() }),
  }),
  saveAgendaTemplate: route({
    method: 'PUT',
    path: '/engagements/{id}/agenda-template',
    summary: {
      en: "Keep the agenda of a week as the town's own template, in place of an earlier one",
      de: 'Die Tagesordnung einer Woche als eigene Vorlage behalten, anstelle einer früheren',
    },
    tag,
    may: EDITORS,
    input: one,
    output: z.object({ entries: z.int() }),
    refusals: ['agenda_empty'],
  }),
  guests: route({
    method: 'GET',
    path: '/engagements/{id}/agenda-guests',
    summary: { en: 'Who comes to which entry of the agenda', de: 'Wer zu welchem Termin kommt' },
    tag,
    may: EVERYONE,
    input: nothing.extend(one.shape),
    output: z.object({ guests: z.array(guest) }),
  }),
  setGuests: route({
    method: 'PUT',
    path: '/agenda-entries/{id}/guests',
    summary: { en: 'Who comes to an entry of the agenda', de: 'Wer zu einem Termin kommt' },
    tag,
    may: EDITORS,
    input: one.extend({
      personIds: z.array(z.uuid()).max(500),
      /** Guests without a record; left out = they stay as they are. */
      others: z.array(outsideGuest).max(100).optional(),
    }),
    output: z.object({ added: z.int(), removed: z.int() }),
  }),
  noteAnswer: route({
    method: 'PUT',
    path: '/agenda-guests/{id}/answer',
    summary: {
      en: 'Note by hand whether a guest comes',
      de: 'Von Hand festhalten, ob ein Gast zu- oder abgesagt hat',
    },
    tag,
    may: EDITORS,
    input: one.extend({ answer }),
    output: z.object({ answer }),
  }),
  invitations: route({
    method: 'GET',
    path: '/engagements/{id}/invitations',
    summary: {
      en: 'Who is invited to what, what has changed since, and who has no address',
      de: 'Wer wozu eingeladen ist, was sich seitdem geändert hat und wer keine Adresse hat',
    },
    tag,
    may: EDITORS,
    input: nothing.extend(one.shape),
    output: z.object({ sendsMail: z.boolean(), rows: z.array(standing) }),
  }),
  sendInvitations: route({
    method: 'POST',
    path: '/engagements/{id}/invitations',
    summary: {
      en: 'Send invitations, or changes and cancellations, to those concerned: one letter each, with calendar entries',
      de: 'Einladungen oder Änderungen und Absagen an die Betroffenen senden: je ein Brief mit Kalendereinträgen',
    },
    tag,
    may: EDITORS,
    input: one.extend({ letter: z.enum(AGENDA_LETTERS) }),
    output: z.object({ letters: z.int() }),
    refusals: ['invitations_need_mail'],
  }),
  openFeed: route({
    method: 'POST',
    path: '/engagements/{id}/calendar-feeds',
    summary: {
      en: 'A calendar link that programs subscribe to, for the whole week or one person; told once',
      de: 'Ein Kalenderlink zum Abonnieren, für die ganze Woche oder eine Person; einmal genannt',
    },
    tag,
    may: EDITORS,
    secret: true,
    delicate: true,
    input: one.extend({ personId: z.uuid().nullable().default(null) }),
    output: z.object({ path: z.string() }),
    refusals: ['told_once'],
  }),
  closeFeeds: route({
    method: 'DELETE',
    path: '/engagements/{id}/calendar-feeds',
    summary: { en: 'End all calendar links of a week', de: 'Alle Kalenderlinks einer Woche beenden' },
    tag,
    may: EDITORS,
    input: nothing.extend(one.shape),
    output: z.object({ ended: z.int() }),
  }),
};
