import { z } from 'zod';
import { EDITORS, type Fn, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { route } from '#kernel/route';
import { ATTENDANCES, REASONS } from './domain/meeting.ts';

const tag = 'Steering';
/** Who keeps the minutes. */
export const KEEPERS: readonly Fn[] = [...EDITORS, 'mayor'];
const plain = { tag, read: READERS, write: KEEPERS };
const ofMeeting = { filters: { meetingId: z.uuid().optional() } };
const one = z.object({ id: z.uuid() });

export const meetingFields = z.object({
  heldOn: z.iso.date(),
  /** `14:30`, or empty. */
  starts: z
    .string()
    .regex(/^([01]\d:[0-5]\d|2[0-3]:[0-5]\d)?$/)
    .default(''),
  place: z.string().trim().max(200).default(''),
  note: z.string().trim().max(2000).default(''),
});
export const memberFields = z.object({
  meetingId: z.uuid(),
  personId: z.uuid(),
  attendance: z.enum(ATTENDANCES).default('invited'),
});
export const itemFields = z.object({
  meetingId: z.uuid(),
  position: z.int().min(0).max(1000).default(0),
  title: z.string().trim().min(1).max(200),
  reason: z.enum(REASONS).default('own'),
  measureId: z.uuid().nullable().default(null),
  minutes: z.string().trim().max(8000).default(''),
});
export const resolutionFields = z.object({
  meetingId: z.uuid(),
  measureId: z.uuid().nullable().default(null),
  wording: z.string().trim().min(1).max(2000),
  role: z.string().trim().max(60).default(''),
  dueOn: z.iso.date().nullable().default(null),
  doneOn: z.iso.date().nullable().default(null),
  doneNote: z.string().trim().max(1000).default(''),
});
const measureName = { measureNumber: z.int().nullable(), measureTitle: z.string().nullable() };

/** The group that carries the measures: its meetings, minutes and resolutions. */
export const steeringContract = {
  meetings: recordRoutes({
    path: 'steering-meetings',
    things: 'Sitzungen des Lenkungskreises',
    fields: meetingFields,
    extra: z.object({
      number: z.int(),
      approvedAt: z.string().nullable(),
      approvedBy: z.string(),
      items: z.int(),
      resolutions: z.int(),
      openResolutions: z.int(),
      /** Items of which something was written down. */
      itemsSaid: z.int(),
      /** Members who were there. */
      present: z.int(),
      /** Whether a meeting before has members to take over. */
      follows: z.boolean(),
    }),
    ...plain,
  }),
  members: recordRoutes({
    path: 'steering-members',
    things: 'Teilnehmende des Lenkungskreises',
    fields: memberFields,
    extra: z.object({
      personName: z.string(),
      hasAddress: z.boolean(),
      askedAt: z.string().nullable(),
      toldAt: z.string().nullable(),
    }),
    ...ofMeeting,
    ...plain,
  }),
  items: recordRoutes({
    path: 'steering-items',
    things: 'Tagesordnungspunkte des Lenkungskreises',
    fields: itemFields,
    extra: z.object(measureName),
    ...ofMeeting,
    ...plain,
  }),
  resolutions: recordRoutes({
    path: 'steering-resolutions',
    things: 'Beschlüsse des Lenkungskreises',
    fields: resolutionFields,
    extra: z.object({ number: z.int(), heldOn: z.string(), ...measureName }),
    filters: {
      meetingId: z.uuid().optional(),
      measureId: z.uuid().optional(),
      state: z.enum(['open', 'done']).optional(),
    },
    ...plain,
  }),
  proposeAgenda: route({
    method: 'POST',
    path: '/steering-meetings/{id}/agenda',
    summary: {
      en: 'Put on the agenda what needs the group and is not on it yet',
      de: 'Auf die Tagesordnung setzen, was den Lenkungskreis braucht und noch fehlt',
    },
    tag,
    may: KEEPERS,
    input: one,
    output: z.object({ added: z.int() }),
    refusals: ['steering_approved'],
  }),
  approve: route({
    method: 'POST',
    path: '/steering-meetings/{id}/approval',
    summary: {
      en: 'Approve the minutes; they are not changed any more',
      de: 'Das Protokoll genehmigen; es wird danach nicht mehr geändert',
    },
    tag,
    may: KEEPERS,
    input: one,
    output: z.object({ approvedAt: z.string() }),
    refusals: [
      'steering_approved',
      'steering_to_come',
      'steering_empty',
      'steering_nobody',
      'steering_blank',
    ],
  }),
  sendMinutes: route({
    method: 'POST',
    path: '/steering-meetings/{id}/letters',
    summary: {
      en: 'Send the approved minutes to members who have not got them',
      de: 'Das genehmigte Protokoll an alle schicken, die es noch nicht haben',
    },
    tag,
    may: KEEPERS,
    input: one,
    output: z.object({ asked: z.int(), withoutAddress: z.int() }),
    refusals: ['steering_not_approved', 'mail_not_set_up'],
  }),
  invite: route({
    method: 'POST',
    path: '/steering-meetings/{id}/members',
    summary: {
      en: 'Take over the members of the meeting before',
      de: 'Die Teilnehmenden der vorigen Sitzung übernehmen',
    },
    tag,
    may: KEEPERS,
    input: one,
    output: z.object({ added: z.int() }),
    refusals: ['steering_approved'],
  }),
};
