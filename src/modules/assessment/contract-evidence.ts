import { z } from 'zod';
import { fileRoutes } from '#kernel/file-routes';
import { EDITORS, READERS } from '#kernel/functions';
import { nothing, route } from '#kernel/route';
import { RATING_LINK_KINDS } from './domain/evidence.ts';

const tag = 'Assessment';
const one = z.object({ id: z.uuid() });

export const ratingLink = z.object({
  id: z.uuid(),
  kind: z.enum(RATING_LINK_KINDS),
  targetId: z.uuid().nullable(),
  /** Empty unless it is a page of the web. */
  url: z.string(),
  host: z.string(),
  /** As people call it: `I-017 Server`, or the title of the page. */
  label: z.string(),
});
const links = z.object({ links: z.array(ratingLink) });

/** What answers and ratings rest on: files, items, postings, pages of the web. */
export const evidenceContract = {
  ratingFiles: fileRoutes({ path: 'ratings', things: 'Bewertungen', tag, read: READERS, write: EDITORS }),
  ratingLinks: route({
    method: 'GET',
    path: '/ratings/{id}/links',
    summary: {
      en: 'What a rating rests on beside its files: items, postings and pages of the web',
      de: 'Worauf eine Bewertung neben ihren Dateien beruht: Gegenstände, Buchungen und Internetseiten',
    },
    tag,
    may: READERS,
    input: nothing.extend(one.shape),
    output: links,
  }),
  addRatingLink: route({
    method: 'POST',
    path: '/ratings/{id}/links',
    summary: {
      en: 'Name what a rating rests on: an item or posting by `targetId` or a page of the web by its https `url`',
      de: 'Angeben, worauf eine Bewertung beruht: Gegenstand oder Buchung mit `targetId` oder Internetseite mit ihrer https-`url`',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: one.extend({
      kind: z.enum(RATING_LINK_KINDS),
      targetId: z
        .union([z.literal(''), z.uuid()])
        .nullable()
        .default(null),
      url: z.string().trim().max(1000).default(''),
      label: z.string().trim().max(200).default(''),
    }),
    output: links,
  }),
  removeRatingLink: route({
    method: 'DELETE',
    path: '/ratings/{id}/links/{linkId}',
    summary: { en: 'Take away what a rating rests on', de: 'Einen Beleg einer Bewertung entfernen' },
    tag,
    may: EDITORS,
    byOffice: true,
    input: nothing.extend({ ...one.shape, linkId: z.uuid() }),
    output: links,
  }),
  answerFiles: fileRoutes({
    path: 'answer-evidence',
    things: 'Belege zu Antworten',
    tag: 'Interviews',
    read: EDITORS,
    write: EDITORS,
  }),
  openAnswerEvidence: route({
    method: 'PUT',
    path: '/interviews/{id}/answer-evidence',
    summary: {
      en: 'Where files to an answer go; asked again it is the same place',
      de: 'Wohin Dateien zu einer Antwort kommen; erneut gefragt ist es derselbe Ort',
    },
    tag: 'Interviews',
    may: EDITORS,
    input: one.extend({ respondentId: z.uuid(), question: z.string().min(3).max(120) }),
    output: one,
    refusals: ['interview_team_only'],
  }),
  takeOverAnswerFile: route({
    method: 'PUT',
    path: '/answer-evidence/{id}/files/{fileId}/taken-over',
    summary: {
      en: 'Take a file of an answer over to the rating of its requirement, where readers see it without who gave it',
      de: 'Eine Datei einer Antwort als Beleg der Bewertung übernehmen; dort sehen sie alle Lesenden, ohne von wem',
    },
    tag: 'Interviews',
    may: EDITORS,
    input: one.extend({ fileId: z.uuid() }),
    output: z.object({ ratingId: z.uuid() }),
    refusals: ['interview_team_only'],
  }),
};
