import { z } from 'zod';
import { CLASSES } from '#kernel/document';
import { EDITORS, READERS } from '#kernel/functions';
import { done, mayView, nothing, page, recordFields, route } from '#kernel/route';
import { DOCUMENT_KINDS } from './domain/documents/editions.ts';

const tag = 'Reports';
const one = z.object({ id: z.uuid() });

export const blockFields = z.object({
  title: z.string().trim().min(1).max(200),
  /** As sections are written; placeholders as `{{gemeinde}}`. */
  text: z.string().trim().min(1).max(20_000),
  /** Documents it is meant for; none = all. */
  kinds: z.array(z.enum(DOCUMENT_KINDS)).max(DOCUMENT_KINDS.length).default([]),
  class: z.enum(CLASSES).default('public'),
  /** Towns of the same consultants may take it. */
  released: z.boolean().default(false),
});

/** Where it was taken from; null for what the town wrote itself. */
export const blockOrigin = z
  .object({
    name: z.string(),
    /** State of the original that it rests on. */
    on: z.iso.date(),
    /** A copy that the town may change. */
    adapted: z.boolean(),
    /** State the original has meanwhile; null while it has not changed. */
    newer: z.iso.date().nullable(),
  })
  .nullable();

export const blockView = z.object({
  ...recordFields,
  key: z.string(),
  ...blockFields.shape,
  origin: blockOrigin,
  may: mayView,
});

const offerState = z.enum(['new', 'changed', 'same']);
const fromTown = z.object({ townId: z.uuid() });

export const blocksContract = {
  list: route({
    method: 'GET',
    path: '/document-blocks',
    summary: {
      en: 'Text blocks of the town for its documents, own ones and those taken from a consultancy',
      de: 'Textbausteine für Dokumente, eigene und von einer Beratung übernommene',
    },
    tag,
    may: READERS,
    input: nothing,
    /** All of them, as one page: there are never more than the town may keep. */
    output: page(blockView),
  }),
  get: route({
    method: 'GET',
    path: '/document-blocks/{id}',
    summary: { en: 'One text block', de: 'Ein Textbaustein' },
    tag,
    may: READERS,
    input: one,
    output: blockView,
  }),
  create: route({
    method: 'POST',
    path: '/document-blocks',
    summary: { en: 'Write a text block', de: 'Einen Textbaustein schreiben' },
    tag,
    may: EDITORS,
    input: blockFields,
    output: blockView,
    refusals: ['document_blocks_full'],
  }),
  update: route({
    method: 'PUT',
    path: '/document-blocks/{id}',
    summary: {
      en: 'Write a text block anew; send If-Match with the version read',
      de: 'Einen Textbaustein neu fassen; If-Match mit der gelesenen Fassung mitsenden',
    },
    tag,
    may: EDITORS,
    input: z.object({ ...one.shape, ...blockFields.shape }),
    output: blockView,
    refusals: ['version_conflict', 'block_taken', 'block_not_own'],
  }),
  copy: route({
    method: 'POST',
    path: '/document-blocks/{id}/copy',
    summary: {
      en: 'Copy a text block of a consultancy, to change it here; its origin stays named',
      de: 'Einen Textbaustein einer Beratung kopieren, um ihn hier zu ändern; die Herkunft bleibt genannt',
    },
    tag,
    may: EDITORS,
    input: one,
    output: blockView,
    refusals: ['document_blocks_full', 'block_own_already'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/document-blocks/{id}',
    summary: {
      en: 'Remove a text block; documents that it went into keep their text',
      de: 'Einen Textbaustein entfernen; Dokumente, in die er eingefügt wurde, behalten ihren Text',
    },
    tag,
    may: EDITORS,
    input: one,
    output: done,
  }),
  insertable: route({
    method: 'GET',
    path: '/documents/{kind}/sections/{section}/blocks',
    summary: {
      en: 'Text blocks for a section, with their placeholders filled in, and whether each may go into it',
      de: 'Textbausteine für einen Abschnitt mit eingesetzten Werten, und ob sie dort eingefügt werden dürfen',
    },
    tag,
    may: EDITORS,
    input: z.object({ kind: z.enum(DOCUMENT_KINDS), section: z.string().regex(/^[\w-]{1,60}$/) }),
    output: z.object({
      blocks: z.array(
        z.object({
          id: z.uuid(),
          title: z.string(),
          text: z.string(),
          class: z.enum(CLASSES),
          origin: blockOrigin,
          /** Placeholders without a value. */
          missing: z.array(z.string()),
          may: z.object({ insert: z.literal([true, 'block_class_higher', 'block_place_empty']) }),
        }),
      ),
    }),
  }),
  offers: route({
    method: 'GET',
    path: '/document-offers',
    summary: {
      en: 'Text blocks and text documents that consultancies of the person asking have released, beside what the town has of them',
      de: 'Textbausteine und Word-Vorlagen, die Beratungen der fragenden Person freigegeben haben, neben dem, was die Kommune davon hat',
    },
    tag,
    may: ['consultant'],
    input: nothing,
    output: z.object({
      offers: z.array(
        z.object({
          townId: z.uuid(),
          name: z.string(),
          blocks: z.array(
            z.object({ key: z.string(), title: z.string(), changedOn: z.iso.date(), state: offerState }),
          ),
          template: z.object({ file: z.string(), changedOn: z.iso.date(), state: offerState }).nullable(),
        }),
      ),
    }),
  }),
  take: route({
    method: 'POST',
    path: '/document-offers/{townId}/blocks',
    summary: {
      en: 'Take text blocks of a consultancy in the state they have now',
      de: 'Textbausteine einer Beratung in ihrem jetzigen Stand übernehmen',
    },
    tag,
    may: ['consultant'],
    input: z.object({ ...fromTown.shape, keys: z.array(z.string().max(60)).min(1).max(500) }),
    output: z.object({ added: z.int(), replaced: z.int(), same: z.int() }),
    refusals: ['document_offer_gone', 'document_blocks_full'],
  }),
  takeTemplate: route({
    method: 'POST',
    path: '/document-offers/{townId}/template',
    summary: {
      en: 'Take the text document (DOCX) of a consultancy in place of the own one',
      de: 'Die Word-Vorlage einer Beratung anstelle der eigenen übernehmen',
    },
    tag,
    may: ['consultant'],
    input: fromTown,
    output: done,
    refusals: ['document_offer_gone'],
  }),
  releaseTemplate: route({
    method: 'PUT',
    path: '/document-brand/template',
    summary: {
      en: 'Release the own text document (DOCX) to towns of the same consultants, or take that back',
      de: 'Die eigene Word-Vorlage für Kommunen derselben Beratung freigeben oder das zurücknehmen',
    },
    tag,
    may: EDITORS,
    input: z.object({ released: z.boolean() }),
    output: done,
    refusals: ['block_taken'],
  }),
};
