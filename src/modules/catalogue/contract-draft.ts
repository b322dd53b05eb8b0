import { z } from 'zod';
import { EDITORS } from '#kernel/functions';
import { changes } from '#kernel/records';
import { done, nothing, route } from '#kernel/route';
import { versionChanges } from './contract-own.ts';
import { draftLimits as limits } from './domain/draft-limits.ts';

const tag = 'Catalogues';
const one = z.object({ id: z.uuid() });
/** What neither a workbook nor a document can hold: control signs and halves of signs. */
const PRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff\ufffe\uffff]*$/u;
const line = (max: number) => z.string().trim().max(max).regex(PRINTABLE);
const needed = (max: number) => z.string().trim().min(1).max(max).regex(PRINTABLE);
const text = line(limits.text);

const headFields = z.object({
  title: needed(limits.title),
  edition: line(limits.edition).default(''),
  source: line(limits.title).default(''),
  licence: line(limits.title).default(''),
});
const rowFields = z.object({
  code: needed(limits.code),
  title: needed(limits.title),
  statement: text.default(''),
  guidance: text.default(''),
  evidence: text.default(''),
  modal: z.enum(['MUST', 'SHOULD', 'MAY']).nullable().default(null),
});
const kind = z.enum(['heading', 'requirement']);
const row = z.object({
  id: z.uuid(),
  version: z.int(),
  draftId: z.uuid(),
  kind,
  headingId: z.uuid().nullable(),
  /** The requirement directly above, where it stands below one. */
  aboveId: z.uuid().nullable(),
  code: z.string(),
  title: z.string(),
  statement: z.string(),
  guidance: z.string(),
  evidence: z.string(),
  modal: z.enum(['MUST', 'SHOULD', 'MAY']).nullable(),
  /** Its number in the version the draft began with. */
  was: z.string().nullable(),
  /** Texts that hold more than text (gaps to fill in, items): changed, they become plain ones. */
  rich: z.enum(['', 'statement', 'guidance', 'both']),
});
const head = z.object({
  id: z.uuid(),
  version: z.int(),
  catalogueId: z.uuid().nullable(),
  title: z.string(),
  edition: z.string(),
  source: z.string(),
  licence: z.string(),
});

/** Catalogues written in the browser. */
export const catalogueDraftsContract = {
  list: route({
    method: 'GET',
    path: '/catalogue-drafts',
    summary: { en: 'Catalogues being written', de: 'Kataloge, an denen geschrieben wird' },
    tag,
    may: EDITORS,
    input: nothing,
    output: z.object({
      total: z.int(),
      rows: z.array(head.extend({ requirements: z.int(), updatedAt: z.string() })),
    }),
  }),
  begin: route({
    method: 'POST',
    path: '/catalogue-drafts',
    summary: { en: 'Begin an empty catalogue', de: 'Einen leeren Katalog beginnen' },
    tag,
    may: EDITORS,
    input: headFields,
    output: head,
  }),
  beginNext: route({
    method: 'POST',
    path: '/catalogues/{id}/drafts',
    summary: {
      en: 'Begin the next version of a catalogue as a copy of its latest one',
      de: 'Die nächste Fassung eines Katalogs als Kopie der letzten beginnen',
    },
    tag,
    may: EDITORS,
    input: one,
    output: head,
    refusals: ['catalogue_draft_exists', 'catalogue_draft_too_large'],
  }),
  get: route({
    method: 'GET',
    path: '/catalogue-drafts/{id}',
    summary: {
      en: 'A catalogue being written, with its headings',
      de: 'Ein Katalog in Arbeit mit seinen Überschriften',
    },
    tag,
    may: EDITORS,
    input: one,
    output: head.extend({
      /** Version the draft began with, and the latest there is. */
      baseSeq: z.int().nullable(),
      lastSeq: z.int().nullable(),
      requirements: z.int(),
      /** Requirements below no heading. */
      loose: z.int(),
      headings: z.array(
        z.object({
          id: z.uuid(),
          parentId: z.uuid().nullable(),
          code: z.string(),
          title: z.string(),
          requirements: z.int(),
        }),
      ),
    }),
  }),
  change: route({
    method: 'PATCH',
    path: '/catalogue-drafts/{id}',
    summary: {
      en: 'Change title, edition, publisher or licence; send If-Match with the version read',
      de: 'Titel, Fassung, Herausgeber oder Lizenz ändern; If-Match mit der gelesenen Fassung mitsenden',
    },
    tag,
    may: EDITORS,
    input: one.extend(changes(headFields).shape),
    output: head,
    refusals: ['version_conflict', 'version_missing'],
  }),
  discard: route({
    method: 'DELETE',
    path: '/catalogue-drafts/{id}',
    summary: { en: 'Discard a catalogue being written', de: 'Einen Katalog in Arbeit verwerfen' },
    tag,
    may: EDITORS,
    input: one,
    output: done,
  }),
  rows: route({
    method: 'GET',
    path: '/catalogue-drafts/{id}/rows',
    summary: {
      en: 'Requirements below a heading of a draft, or below none; 50 at a time',
      de: 'Anforderungen unter einer Überschrift eines Entwurfs oder unter keiner; je 50',
    },
    tag,
    may: EDITORS,
    input: one.extend({
      heading: z.uuid().optional(),
      from: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    output: z.object({ total: z.int(), rows: z.array(row.extend({ depth: z.int() })) }),
  }),
  add: route({
    method: 'POST',
    path: '/catalogue-drafts/{id}/rows',
    summary: { en: 'Add a heading or a requirement', de: 'Überschrift oder Anforderung anlegen' },
    tag,
    may: EDITORS,
    input: one.extend({ kind, headingId: z.uuid().nullable().default(null), ...rowFields.shape }),
    output: row,
    refusals: ['duplicate', 'catalogue_draft_full'],
  }),
  row: route({
    method: 'GET',
    path: '/catalogue-draft-rows/{id}',
    summary: {
      en: 'A heading or requirement of a draft',
      de: 'Eine Überschrift oder Anforderung eines Entwurfs',
    },
    tag,
    may: EDITORS,
    input: one,
    output: row.extend({
      /** Headings and requirements below it, at any depth. */
      below: z.int(),
    }),
  }),
  changeRow: route({
    method: 'PATCH',
    path: '/catalogue-draft-rows/{id}',
    summary: {
      en: 'Change a heading or requirement; send If-Match with the version read',
      de: 'Überschrift oder Anforderung ändern; If-Match mit der gelesenen Fassung mitsenden',
    },
    tag,
    may: EDITORS,
    input: one.extend(changes(rowFields).shape),
    output: row,
    refusals: ['duplicate', 'version_conflict', 'version_missing'],
  }),
  step: route({
    method: 'POST',
    path: '/catalogue-draft-rows/{id}/steps',
    summary: { en: 'Move one place up or down', de: 'Um einen Platz nach oben oder unten rücken' },
    tag,
    may: EDITORS,
    input: one.extend({ way: z.enum(['up', 'down']) }),
    output: done,
  }),
  place: route({
    method: 'POST',
    path: '/catalogue-draft-rows/{id}/places',
    summary: {
      en: 'Move below another heading, with everything below; the number stays',
      de: 'Unter eine andere Überschrift stellen, mit allem darunter; die Nummer bleibt',
    },
    tag,
    may: EDITORS,
    input: one.extend({ headingId: z.uuid().nullable() }),
    output: done,
  }),
  removeRow: route({
    method: 'DELETE',
    path: '/catalogue-draft-rows/{id}',
    summary: {
      en: 'Remove a heading or requirement with everything below; `below` says how much that is',
      de: 'Überschrift oder Anforderung mit allem darunter entfernen; `below` sagt, wie viel das ist',
    },
    tag,
    may: EDITORS,
    input: one.extend({ below: z.int().min(0).max(10_000).default(0) }),
    output: done,
    refusals: ['catalogue_draft_below'],
  }),
  check: route({
    method: 'GET',
    path: '/catalogue-drafts/{id}/check',
    summary: {
      en: 'What is wrong with a draft, and what it changes against the latest version',
      de: 'Was an einem Entwurf falsch ist und was er gegenüber der letzten Fassung ändert',
    },
    tag,
    may: EDITORS,
    input: one,
    output: z.object({
      faults: z.array(
        z.object({
          /** The row at fault; null for the catalogue as a whole. */
          row: z.object({ id: z.uuid(), code: z.string(), title: z.string() }).nullable(),
          field: z.string(),
          text: z.string(),
        }),
      ),
      faultTotal: z.int(),
      renumbered: z.array(
        z.object({ id: z.uuid(), before: z.string(), after: z.string(), answered: z.boolean() }),
      ),
      /** Texts that held more than text and have been changed. */
      flattened: z.array(z.object({ id: z.uuid(), code: z.string(), title: z.string() })),
      changes: versionChanges.nullable(),
      requirements: z.int(),
      /** The latest version there is, 0 for none; and what the draft was when it was read. Finishing names both. */
      last: z.int(),
      seen: z.string(),
    }),
  }),
  finish: route({
    method: 'POST',
    path: '/catalogue-drafts/{id}/versions',
    summary: {
      en: 'Make the draft the next version of its catalogue',
      de: 'Den Entwurf als nächste Fassung des Katalogs abschließen',
    },
    tag,
    may: EDITORS,
    input: one.extend({
      edition: needed(limits.edition),
      last: z.int().min(0).max(10_000),
      seen: z.string().min(1).max(100),
    }),
    output: z.object({ id: z.uuid(), seq: z.int(), controls: z.int() }),
    refusals: [
      'catalogue_draft_faults',
      'catalogue_draft_changed',
      'catalogue_draft_newer',
      'catalogue_draft_same',
    ],
  }),
};
