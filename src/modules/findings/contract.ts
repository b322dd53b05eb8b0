import { z } from 'zod';
import { chartRoute } from '#kernel/chart-route';
import { CLASSES } from '#kernel/document';
import { fileRoutes } from '#kernel/file-routes';
import { EDITORS, READERS, REVIEWERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { mayView, nothing, recordFields, route } from '#kernel/route';
import { proposalsContract } from './contract-proposals.ts';
import { reviewContract } from './contract-review.ts';
import { ANSWERS, FINDING_AREAS, FINDING_STATUSES } from './domain/finding.ts';

const tag = 'Findings';
/** As many as can still be read beside each other. */
const MOST_MERGED = 20;
const statement = z.string().trim().min(1).max(4000);

/** 1 slight or rare, 2 noticeable or now and then, 3 grave or all the time; both are judged or neither. */
const grade = z.int().min(1).max(3).nullable().default(null);

export const findingFields = z.object({
  engagementId: z.uuid(),
  area: z.enum(FINDING_AREAS),
  title: z.string().trim().min(1).max(200),
  statement,
  basis: z.string().trim().max(4000).default(''),
  cause: z.string().trim().max(4000).default(''),
  consequence: z.string().trim().max(4000).default(''),
  /** 1 to 4; where impact and likelihood are judged, it follows from them. */
  severity: z.int().min(1).max(4).default(2),
  impact: grade,
  likelihood: grade,
  /** Who may read it; null follows the area (security is not public). */
  confidentiality: z.enum(CLASSES).nullable().default(null),
  officeId: z.uuid().nullable().default(null),
});

export const linkTarget = z.object({
  kind: z.enum(['rating', 'observation', 'item', 'posting']),
  targetId: z.uuid(),
});

const extra = z.object({
  number: z.int(),
  status: z.enum(FINDING_STATUSES),
  /** The finding that says it now; for one that is merged. */
  mergedInto: z.object({ id: z.uuid(), number: z.int() }).nullable(),
  may: mayView,
});
const plain = recordRoutes({
  path: 'findings',
  things: 'Feststellungen',
  tag,
  fields: findingFields,
  extra,
  filters: {
    status: z.enum(FINDING_STATUSES).optional(),
    area: z.enum(FINDING_AREAS).optional(),
    severity: z.coerce.number().int().min(1).max(4).optional(),
  },
  read: [...new Set([...READERS, ...REVIEWERS])],
  write: EDITORS,
});

export const findingView = z.object({ ...recordFields, ...findingFields.shape, ...extra.shape });

const story = z.object({
  wordings: z.array(
    z.object({ seq: z.int(), statement: z.string(), reason: z.string(), byName: z.string(), at: z.string() }),
  ),
  reviews: z.array(
    z.object({
      id: z.uuid(),
      reviewerName: z.string(),
      reviewerTitle: z.string(),
      answer: z.enum(ANSWERS),
      comment: z.string(),
      at: z.string(),
    }),
  ),
  links: z.array(
    z.object({ id: z.uuid(), kind: linkTarget.shape.kind, targetId: z.uuid(), label: z.string() }),
  ),
});
const wholeStory = story.extend({
  /** Findings that were merged into this one, each as it was. */
  merged: z.array(
    story
      .pick({ wordings: true, reviews: true })
      .extend({ id: z.uuid(), number: z.int(), title: z.string() }),
  ),
  /** Requirements of the town's catalogues it was proposed from. */
  controls: z.array(
    z.object({
      id: z.uuid(),
      catalogueId: z.uuid(),
      catalogue: z.string(),
      code: z.string(),
      title: z.string(),
    }),
  ),
  /** Of a finding that is merged: whether it can still be parted again. */
  separable: z.boolean(),
});
const one = z.object({ id: z.uuid() });

export const findingsContract = {
  ...plain,
  rounds: reviewContract,
  proposals: proposalsContract,
  files: fileRoutes({
    path: 'findings',
    things: 'Feststellungen',
    tag,
    read: [...new Set([...READERS, ...REVIEWERS])],
    write: EDITORS,
  }),
  areaChart: chartRoute({
    path: '/charts/findings-by-area',
    summary: {
      en: 'Findings by area and severity: picture and table',
      de: 'Feststellungen nach Bereich und Schwere: Bild und Tabelle',
    },
    tag,
    input: nothing,
  }),
  /** Wordings, answers and what the finding rests on. */
  story: route({
    method: 'GET',
    path: '/findings/{id}/story',
    summary: {
      en: 'Wordings, answers of the review round and evidence of a finding',
      de: 'Fassungen, Antworten des Rückblicks und Belege einer Feststellung',
    },
    tag,
    may: plain.get['~orpc'].meta.may,
    input: one,
    output: wholeStory,
  }),
  submit: route({
    method: 'POST',
    path: '/findings/{id}/submission',
    summary: {
      en: 'Put a draft before those responsible',
      de: 'Einen Entwurf den Verantwortlichen vorlegen',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: one,
    output: findingView,
    refusals: ['finding_step', 'version_conflict'],
  }),
  review: route({
    method: 'POST',
    path: '/findings/{id}/reviews',
    summary: {
      en: 'Answer a finding: agrees, disagrees (with a reason) or something is missing',
      de: 'Eine Feststellung beantworten: stimmt, stimmt nicht (mit Grund) oder etwas fehlt',
    },
    tag,
    may: REVIEWERS,
    byOffice: true,
    input: z.object({
      ...one.shape,
      answer: z.enum(ANSWERS),
      comment: z.string().trim().max(4000).default(''),
    }),
    output: findingView,
    refusals: ['finding_step', 'finding_reason_missing'],
  }),
  correct: route({
    method: 'POST',
    path: '/findings/{id}/wordings',
    summary: {
      en: 'Correct the wording; the earlier one stays in the history',
      de: 'Den Wortlaut berichtigen; der frühere bleibt in der Geschichte',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: z.object({ ...one.shape, statement, reason: z.string().trim().min(1).max(1000) }),
    output: findingView,
    refusals: ['finding_step', 'version_conflict'],
  }),
  link: route({
    method: 'POST',
    path: '/findings/{id}/links',
    summary: {
      en: 'Name what a finding rests on: a rating, an observation, an item or a posting',
      de: 'Angeben, worauf eine Feststellung beruht: Bewertung, Beobachtung, Gegenstand oder Buchung',
    },
    tag,
    may: EDITORS,
    input: z.object({ ...one.shape, ...linkTarget.shape }),
    output: wholeStory,
  }),
  unlink: route({
    method: 'DELETE',
    path: '/findings/{id}/links/{linkId}',
    summary: {
      en: 'Take away what a finding was said to rest on',
      de: 'Einen Beleg einer Feststellung wieder entfernen',
    },
    tag,
    may: EDITORS,
    input: z.object({ ...one.shape, linkId: z.uuid() }),
    output: wholeStory,
  }),
  merge: route({
    method: 'POST',
    path: '/findings/{id}/merged-findings',
    summary: {
      en: 'Make several findings one: evidence, files and measures move here, the others lead here',
      de: 'Mehrere Feststellungen zusammenführen: Belege, Dateien und Maßnahmen gehen hierher, die anderen verweisen hierher',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: findingFields.omit({ engagementId: true, officeId: true, confidentiality: true }).extend({
      ...one.shape,
      /** Those that are merged into this one, each in the version that was read. */
      others: z
        .array(z.object({ id: z.uuid(), version: z.int() }))
        .min(1)
        .max(MOST_MERGED),
    }),
    output: findingView,
    refusals: ['finding_step', 'findings_apart', 'version_conflict'],
  }),
  separate: route({
    method: 'POST',
    path: '/findings/{id}/separation',
    summary: {
      en: 'Part what was merged in one go, as long as nobody has changed any of it',
      de: 'Zusammengeführte Feststellungen wieder trennen, solange niemand etwas daran geändert hat',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: one,
    output: findingView,
    refusals: ['finding_step', 'finding_merge_changed'],
  }),
};
