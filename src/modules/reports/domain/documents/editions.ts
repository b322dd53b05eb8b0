/** Which documents there are, who reads which edition of them, and in which formats. */
import { type Confidentiality, type DocumentModel, edition } from '#kernel/document';
import type { Fn } from '#kernel/functions';
import { councilPaper } from './council.ts';
import { DOCUMENT_WORDS, type Ground } from './ground.ts';
import { sheetsDocument, tableDocument } from './measure-documents.ts';
import { slidesDocument, summaryDocument } from './overview.ts';
import { resultsDocument } from './results/results.ts';
import { withVariant } from './variant.ts';

export const DOCUMENT_KINDS = ['results', 'council', 'summary', 'slides', 'sheets', 'table'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
/** `annex` holds only what is not public; `internal` both; `technical` also what concerns only those who run the IT. */
export const EDITIONS = ['public', 'annex', 'internal', 'technical'] as const;
export type Edition = (typeof EDITIONS)[number];

export const CLASSES_OF: Readonly<Record<Edition, readonly Confidentiality[]>> = {
  public: ['public'],
  annex: ['non_public'],
  internal: ['public', 'non_public'],
  technical: ['public', 'non_public', 'technical'],
};

/** Who runs the IT, answers for its security, or carries the week: they know of every weak point. */
export const TECHNICAL_READERS: readonly Fn[] = ['mayor', 'head_of_it', 'isb', 'consultant', 'administrator'];

export interface EditionMay {
  readonly download: true | 'document_technical';
}

/** What somebody with these functions may do with an edition. */
export const editionMay = (which: Edition, functions: readonly Fn[]): EditionMay => ({
  download:
    which !== 'technical' || functions.some((fn) => TECHNICAL_READERS.includes(fn)) || 'document_technical',
});

/** `oscal`: for machines, JSON of the records themselves. */
export const FORMATS = ['pdf', 'docx', 'odt', 'pptx', 'odp', 'xlsx', 'ods', 'oscal'] as const;
export type Format = (typeof FORMATS)[number];

export const EDITIONS_OF: Readonly<Record<DocumentKind, readonly Edition[]>> = {
  results: ['public', 'internal', 'technical'],
  council: ['public', 'annex'],
  summary: ['public'],
  slides: ['public', 'internal'],
  sheets: ['public', 'internal'],
  table: ['public', 'internal', 'technical'],
};
export const FORMATS_OF: Readonly<Record<DocumentKind, readonly Format[]>> = {
  results: ['pdf', 'docx', 'odt', 'oscal'],
  council: ['pdf', 'docx', 'odt'],
  summary: ['pdf', 'docx', 'odt'],
  slides: ['pptx', 'odp'],
  sheets: ['pdf', 'docx', 'odt'],
  table: ['xlsx', 'ods', 'oscal'],
};

/** Formats of an edition. The report of the week is never public; what of it is, only machines are told. */
export const formatsFor = (kind: DocumentKind, edition: Edition): readonly Format[] =>
  EDITIONS_OF[kind].includes(edition)
    ? FORMATS_OF[kind].filter((format) => kind !== 'results' || edition !== 'public' || format === 'oscal')
    : [];

const BUILDERS: Readonly<Record<DocumentKind, (ground: Ground) => DocumentModel>> = {
  results: resultsDocument,
  council: councilPaper,
  summary: summaryDocument,
  slides: slidesDocument,
  sheets: sheetsDocument,
  table: tableDocument,
};

/** The document with everything in it, of every class; made for a variant it says so. */
export const buildDocument = (kind: DocumentKind, ground: Ground): DocumentModel =>
  withVariant(BUILDERS[kind](ground), ground);

/** What somebody may read of it, with title, facts and mark of that edition. */
export function editionOf(
  document: DocumentModel,
  which: Edition,
  { state, draft }: { readonly state: string; readonly draft: boolean },
): DocumentModel {
  const d = DOCUMENT_WORDS[document.locale];
  const part = edition(document, CLASSES_OF[which]);
  const closed = which !== 'public';
  const session = closed ? (state === 'BW' ? d.sessionClosedBw : d.sessionClosed) : d.sessionPublic;
  const marks = [
    ...(closed ? [d.notPublic] : []),
    ...(which === 'technical' ? [d.internal] : []),
    ...(draft ? [d.draft] : []),
  ];
  return {
    ...part,
    title: which === 'annex' ? d.annex : part.title,
    facts: document.kind === 'council' ? [...part.facts, [d.factSession, session]] : part.facts,
    mark: marks.join(' · '),
  };
}
