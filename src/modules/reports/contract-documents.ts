import { z } from 'zod';
import { CLASSES } from '#kernel/document';
import { EDITORS, READERS } from '#kernel/functions';
import { nothing, route } from '#kernel/route';
import { blockOrigin } from './contract-blocks.ts';
import { MOST_INSERTED } from './domain/documents/blocks.ts';
import { DOCUMENT_KINDS, EDITIONS, FORMATS } from './domain/documents/editions.ts';
import { READINESS_POINTS } from './domain/documents/readiness.ts';

const tag = 'Reports';
const kind = z.enum(DOCUMENT_KINDS);
const one = z.object({ kind });
/** A kept plan that the document tells of as if it were in force. */
const tellsOf = z.uuid().optional();
const oneSection = z.object({ kind, section: z.string().regex(/^[\w-]{1,60}$/) });

export const issuedVersion = z.object({
  id: z.uuid(),
  number: z.int(),
  note: z.string(),
  /** Name of the kept plan it tells of; empty for the plan in force. */
  variant: z.string(),
  issuedBy: z.string(),
  issuedAt: z.string(),
  /** Whose text document it was made with; null for the town's own or none. */
  template: z.object({ name: z.string(), on: z.iso.date() }).nullable(),
});

export const documentSectionView = z.object({
  key: z.string(),
  /** `2.1`; empty where headings carry no numbers. */
  number: z.string(),
  title: z.string(),
  class: z.enum(CLASSES),
  included: z.boolean(),
  /** As it stands in the document now. */
  text: z.string(),
  /** As the records have it. */
  computed: z.string(),
  edited: z.boolean(),
  /** Its figures: how guarded the records would have them, and how guarded they are. */
  figures: z.array(
    z.object({ name: z.string(), caption: z.string(), least: z.enum(CLASSES), class: z.enum(CLASSES) }),
  ),
  /** Captions of the tables and figures that follow the text. */
  follows: z.array(z.string()),
  /** Records and lists that its statements come from; path = address of the page. */
  sources: z.array(z.object({ label: z.string(), path: z.string().nullable() })),
  byName: z.string(),
  changedAt: z.string().nullable(),
  /** 0 while nobody has written anything. */
  version: z.int(),
});

/** Formats by edition, and whether whoever asks may have them. */
const files = z.array(
  z.object({
    edition: z.enum(EDITIONS),
    formats: z.array(z.enum(FORMATS)),
    may: z.object({ download: z.union([z.literal(true), z.literal('document_technical')]) }),
  }),
);

const look = z.object({
  /** `#rrggbb`, on headings and the first slide; dark enough to be read on white. */
  colour: z.string().trim().max(60),
  headline: z.string().trim().max(120),
  footline: z.string().trim().max(200),
});
const lookView = look.extend({
  /** Names of the files; null where there is none. */
  arms: z.string().nullable(),
  template: z.string().nullable(),
  /** Whose template it is; null for the town's own or none. */
  templateOrigin: blockOrigin,
  templateReleased: z.boolean(),
  version: z.int(),
  may: z.object({ edit: z.boolean() }),
});

export const documentsContract = {
  brand: route({
    method: 'GET',
    path: '/document-brand',
    summary: { en: 'The look of the town on its documents', de: 'Die Gestaltung der Dokumente' },
    tag,
    may: READERS,
    input: nothing,
    output: lookView,
  }),
  saveBrand: route({
    method: 'PUT',
    path: '/document-brand',
    summary: {
      en: 'Set colour, headline and footline of the documents',
      de: 'Farbe, Kopf- und Fußzeile der Dokumente festlegen',
    },
    tag,
    may: EDITORS,
    input: look.extend({ version: z.int().min(0) }),
    output: lookView,
    refusals: ['version_conflict'],
  }),
  removeBrandFile: route({
    method: 'DELETE',
    path: '/document-brand/{purpose}',
    summary: {
      en: 'Take away the arms or the own text document',
      de: 'Wappen oder eigene Dokumentvorlage entfernen',
    },
    tag,
    may: EDITORS,
    input: z.object({ purpose: z.enum(['arms', 'template']) }),
    output: lookView,
  }),
  all: route({
    method: 'GET',
    path: '/documents',
    summary: {
      en: 'Documents of the town with editions, formats and the version issued last',
      de: 'Dokumente der Gemeinde mit Ausgaben, Formaten und der zuletzt ausgefertigten Fassung',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      documents: z.array(
        z.object({
          kind,
          editions: z.array(z.enum(EDITIONS)),
          formats: z.array(z.enum(FORMATS)),
          files,
          /** Sections rewritten or left out. */
          edited: z.int(),
          issued: issuedVersion.nullable(),
        }),
      ),
    }),
  }),
  readiness: route({
    method: 'GET',
    path: '/document-readiness',
    summary: {
      en: 'How ready the documents are, and what is missing where',
      de: 'Berichtsreife: wie weit die Dokumente sind und was wo noch fehlt',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      percent: z.int().min(0).max(100),
      points: z.array(
        z.object({
          point: z.enum(READINESS_POINTS),
          done: z.int(),
          total: z.int(),
          /** By number or name, each with the address of its page. */
          missing: z.array(z.object({ label: z.string(), path: z.string() })),
          place: z.string(),
        }),
      ),
    }),
  }),
  get: route({
    method: 'GET',
    path: '/documents/{kind}',
    summary: {
      en: 'Sections of a document as they stand, and its versions',
      de: 'Abschnitte eines Dokuments, wie sie stehen, und seine Fassungen',
    },
    tag,
    may: READERS,
    input: one.extend({ plan: tellsOf }),
    output: z.object({
      kind,
      /** The kept plan it tells of; name empty where it would give away what is not public. Null = the plan in force. */
      variant: z
        .object({
          id: z.uuid(),
          name: z.string(),
          reckonedOn: z.string(),
          inForce: z.boolean(),
          outdated: z.boolean(),
        })
        .nullable(),
      editions: z.array(z.enum(EDITIONS)),
      formats: z.array(z.enum(FORMATS)),
      files,
      sections: z.array(
        documentSectionView.extend({
          /** Rewritten, so that it does not say what the plan would have it say. */
          hidesPlan: z.boolean(),
        }),
      ),
      versions: z.array(issuedVersion),
      may: z.object({ edit: z.boolean() }),
    }),
    refusals: ['plan_not_done', 'plan_empty'],
  }),
  section: route({
    method: 'GET',
    path: '/documents/{kind}/sections/{section}',
    summary: {
      en: 'One section with every text it has had',
      de: 'Ein Abschnitt mit allen Texten, die er hatte',
    },
    tag,
    may: READERS,
    input: oneSection,
    output: z.object({
      ...documentSectionView.shape,
      wordings: z.array(
        z.object({
          seq: z.int(),
          text: z.string().nullable(),
          byName: z.string(),
          at: z.string(),
          /** Text blocks that went into it, with whose they are. */
          blocks: z.array(z.object({ title: z.string(), origin: z.string(), on: z.iso.date().nullable() })),
        }),
      ),
    }),
  }),
  saveSection: route({
    method: 'PUT',
    path: '/documents/{kind}/sections/{section}',
    summary: {
      en: 'Rewrite a section or leave it out; text null = as the records have it',
      de: 'Einen Abschnitt umschreiben oder weglassen; text null = wie aus den Einträgen',
    },
    tag,
    may: EDITORS,
    input: z.object({
      ...oneSection.shape,
      text: z.string().max(20_000).nullable(),
      included: z.boolean(),
      /** Figures to be more guarded than the records would have them; what is left out stays as it is. */
      figures: z.record(z.string().max(60), z.enum(CLASSES)).optional(),
      /** Text blocks that were inserted since. */
      blocks: z.array(z.uuid()).max(MOST_INSERTED).default([]),
      /** The version that was read; 0 while there was none. */
      version: z.int().min(0),
    }),
    output: documentSectionView,
    refusals: ['version_conflict', 'document_leaks', 'block_class_higher'],
  }),
  issue: route({
    method: 'POST',
    path: '/documents/{kind}/versions',
    summary: {
      en: 'Issue the document as it stands: a version that is never changed',
      de: 'Das Dokument ausfertigen, wie es steht: eine Fassung, die sich nie mehr ändert',
    },
    tag,
    may: EDITORS,
    input: z.object({ kind, note: z.string().trim().max(500).default(''), plan: tellsOf }),
    output: issuedVersion,
    refusals: ['document_leaks', 'plan_not_done', 'plan_empty'],
  }),
  file: route({
    method: 'GET',
    path: '/documents/{kind}/file',
    summary: {
      en: 'A document as file: a draft as it stands, or a version issued',
      de: 'Ein Dokument als Datei: ein Entwurf, wie es steht, oder eine ausgefertigte Fassung',
    },
    tag,
    may: READERS,
    input: z.object({
      kind,
      edition: z.enum(EDITIONS),
      format: z.enum(FORMATS),
      version: z.coerce.number().int().min(1).optional(),
      plan: tellsOf,
    }),
    output: z.file(),
    refusals: ['document_format', 'document_empty', 'document_technical', 'plan_not_done', 'plan_empty'],
  }),
};
