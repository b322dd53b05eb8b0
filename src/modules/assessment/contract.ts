import { z } from 'zod';
import { chartRoute } from '#kernel/chart-route';
import { EDITORS, EVERYONE, READERS } from '#kernel/functions';
import { oneLine } from '#kernel/one-line';
import { recordRoutes } from '#kernel/records';
import { nothing, recordFields, route } from '#kernel/route';
import { agendaContract } from './contract-agenda.ts';
import { evidenceContract } from './contract-evidence.ts';
import { interviewContract } from './contract-interviews.ts';
import { nis2Contract } from './contract-nis2.ts';
import { olderContract } from './contract-older.ts';
import { trendContract } from './contract-trend.ts';
import { captureFields, observationWalkFields, walkRoutes } from './contract-walk.ts';
import { weekContract } from './contract-week.ts';
import { CERTAINTIES, FRAMEWORKS, PHASES } from './domain/rating.ts';

const tag = 'Assessment';
/** Stands in calendars and letters, where a new line would begin another field. */
const title = z.string().overwrite(oneLine).min(1).max(200);
const line = z.string().overwrite(oneLine).max(200).default('');
const text = z.string().trim().max(4000).default('');
const short = z.string().trim().max(200).default('');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const engagementId = z.uuid();
const plain = { tag, read: READERS, write: EDITORS };
const ofEngagement = { filters: { engagementId: z.uuid().optional() } };

export const engagementFields = z.object({
  title,
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  status: z.enum(['planned', 'running', 'closed']).default('planned'),
  assignment: text,
  /** The target state as the town has agreed on it, for mayor and council to read. */
  targetPicture: z.string().trim().max(8000).default(''),
  targetAgreedOn: z.iso.date().nullable().default(null),
});
export const agendaFields = z.object({
  engagementId,
  day: z.int().min(1).max(5),
  starts: clock,
  ends: clock,
  phase: z.enum(PHASES),
  title,
  /** A room of the town; `place` says what it does not. */
  roomId: z.uuid().nullable().default(null),
  place: line,
  participants: z.string().trim().max(1000).default(''),
  note: text,
  done: z.boolean().default(false),
});
export const goalFields = z.object({
  engagementId,
  title,
  ownerPersonId: z.uuid().nullable().default(null),
  noticedBy: text,
  weight: z.int().min(1).max(5).default(3),
  /** How far it is, in whole per cent, as those responsible judge it; null: not judged. */
  reached: z.int().min(0).max(100).nullable().default(null),
});
export const successFactorFields = z.object({ engagementId, title, note: text });
export const observationFields = z.object({
  engagementId,
  roomId: z.uuid().nullable().default(null),
  statement: z.string().trim().min(1).max(4000),
  severity: z.int().min(1).max(4).default(2),
  seenBy: short,
  ...observationWalkFields,
});
const observationExtra = z.object({
  number: z.int(),
  roomName: z.string().nullable(),
  siteName: z.string().nullable(),
});
export const observationView = z.object({
  ...recordFields,
  ...observationFields.shape,
  ...observationExtra.shape,
});
export const ratingFields = z.object({
  engagementId,
  framework: z.enum(FRAMEWORKS),
  requirement: z.string().min(1).max(60),
  level: z.int().min(0).max(5).nullable().default(null),
  target: z.int().min(0).max(5),
  certainty: z.enum(CERTAINTIES).default('open'),
  evidence: text,
  note: text,
  /** The standard that covers it instead, where its framework allows that (VdS 10000, chapters 9, 16, 17). */
  coveredBy: z.string().trim().max(500).default(''),
  /** Why a basic measure is left out: the outcome of the risk analysis it demands. */
  riskReason: z.string().trim().max(2000).default(''),
});

const phaseState = z.object({ phase: z.enum(PHASES), entries: z.int(), done: z.int() });

export const assessmentContract = {
  engagements: recordRoutes({
    path: 'engagements',
    things: 'Analysewochen',
    fields: engagementFields,
    ...plain,
    read: EVERYONE,
  }),
  agenda: recordRoutes({
    path: 'agenda-entries',
    things: 'Tagesordnung',
    fields: agendaFields,
    extra: z.object({ roomName: z.string().nullable() }),
    ...plain,
    ...ofEngagement,
    read: EVERYONE,
  }),
  goals: recordRoutes({
    path: 'goals',
    things: 'Ziele',
    fields: goalFields,
    extra: z.object({ number: z.int(), ownerName: z.string().nullable() }),
    ...plain,
    ...ofEngagement,
  }),
  successFactors: recordRoutes({
    path: 'success-factors',
    things: 'Erfolgsfaktoren',
    fields: successFactorFields,
    ...plain,
    ...ofEngagement,
  }),
  observations: recordRoutes({
    path: 'observations',
    things: 'Beobachtungen',
    fields: observationFields,
    extra: observationExtra,
    ...plain,
    filters: {
      ...ofEngagement.filters,
      severity: z.coerce.number().int().min(1).max(4).optional(),
      siteId: z.uuid().optional(),
      roomId: z.uuid().optional(),
    },
  }),
  putObservation: route({
    method: 'PUT',
    path: '/observations/{id}',
    summary: {
      en: 'Keep an observation under the id its device gave it; the same again changes nothing',
      de: 'Eine Beobachtung unter der Kennung ihres Geräts festhalten; noch einmal dasselbe ändert nichts',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: observationFields.extend(captureFields),
    output: observationView,
    refusals: ['version_conflict', 'other_person'],
  }),
  ...walkRoutes(observationView),
  ratings: recordRoutes({
    path: 'ratings',
    things: 'Bewertungen',
    fields: ratingFields,
    extra: z.object({
      /** The rating of an earlier week it was taken over from, with its level then. */
      carriedFrom: z.uuid().nullable(),
      carriedLevel: z.int().nullable(),
      /** What it rests on beside the words: counts of files and pages of the web, numbers of items. */
      restsOn: z.object({ files: z.int(), pages: z.int(), postings: z.int(), items: z.array(z.string()) }),
    }),
    ...plain,
    filters: { engagementId: z.uuid().optional(), framework: z.enum(FRAMEWORKS).optional() },
  }),
  levelChart: chartRoute({
    path: '/engagements/{id}/charts/levels',
    summary: {
      en: 'Level against target of a framework in a week: picture and table',
      de: 'Stufe und Ziel eines Rahmenwerks in einer Woche: Bild und Tabelle',
    },
    tag,
    input: nothing.extend({ id: z.uuid(), framework: z.enum(FRAMEWORKS).default('itil') }),
  }),
  ...interviewContract,
  ...evidenceContract,
  ...weekContract,
  ...agendaContract,
  ...nis2Contract,
  ...olderContract,
  ...trendContract,
  week: route({
    method: 'GET',
    path: '/engagements/{id}/week',
    summary: {
      en: 'How complete the week is: phases, ratings, open points',
      de: 'Wie weit die Woche ist: Phasen, Bewertungen, offene Punkte',
    },
    tag,
    may: EVERYONE,
    input: nothing.extend({ id: z.uuid() }),
    output: z.object({
      phases: z.array(phaseState),
      rated: z.record(z.enum(FRAMEWORKS), z.int()),
      goals: z.int(),
      observations: z.int(),
    }),
  }),
};
