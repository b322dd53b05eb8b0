import type { Confidentiality } from '#kernel/document';
import { documentPath } from '#kernel/paths';
import { api } from '#platform/client';
import { m } from '#texts';
import type { Status } from '#ui-kit/badge';
import type { reportsContract } from '../contract.ts';
import type { DocumentKind, Edition, Format } from '../domain/documents/editions.ts';

export const { documents } = api<typeof reportsContract>('reports');
export type DocumentView = Awaited<ReturnType<typeof documents.get>>;
export type SectionView = DocumentView['sections'][number];
export type Version = DocumentView['versions'][number];

export const KIND_WORDS: Record<DocumentKind, { title: () => string; what: () => string }> = {
  results: { title: m.reports_results, what: m.reports_results_what },
  council: { title: m.reports_council, what: m.reports_council_what },
  summary: { title: m.reports_summary, what: m.reports_summary_what },
  slides: { title: m.reports_slides, what: m.reports_slides_what },
  sheets: { title: m.reports_sheets, what: m.reports_sheets_what },
  table: { title: m.reports_table, what: m.reports_table_what },
};
export const EDITION_WORDS: Record<Edition, () => string> = {
  public: m.reports_edition_public,
  annex: m.reports_edition_annex,
  internal: m.reports_edition_internal,
  technical: m.reports_edition_technical,
};
export const CLASS_WORDS: Record<Confidentiality, () => string> = {
  public: m.reports_class_public,
  non_public: m.reports_class_non_public,
  technical: m.reports_class_technical,
};
/** As people call the format. */
export const FORMAT_WORDS: Record<Format, string> = {
  pdf: 'PDF',
  docx: 'Word (DOCX)',
  odt: 'ODT',
  pptx: 'PowerPoint (PPTX)',
  odp: 'ODP',
  xlsx: 'Excel (XLSX)',
  ods: 'ODS',
  oscal: 'OSCAL (JSON)',
};

export const isKind = (kind: string | undefined): kind is DocumentKind =>
  kind !== undefined && kind in KIND_WORDS;
export const sectionPath = (town: string, kind: DocumentKind, section: string): string =>
  `${documentPath(town, kind)}/${section}`;

export const filePath = (
  town: string,
  wanted: { kind: DocumentKind; edition: Edition; format: Format; version?: number; plan?: string },
): string => {
  const query = new URLSearchParams({ edition: wanted.edition, format: wanted.format });
  if (wanted.plan) query.set('plan', wanted.plan);
  if (wanted.version) query.set('version', String(wanted.version));
  return `/api/v1/towns/${town}/documents/${wanted.kind}/file?${query}`;
};

/** `2.1 Ziele`, as it stands in the document while no section is left out. */
export const titleOf = ({ number, title }: Pick<SectionView, 'number' | 'title'>): string =>
  number ? `${number} ${title}` : title;

export const statusOfSection = ({
  included,
  edited,
  hidesPlan = false,
}: Pick<SectionView, 'included' | 'edited'> & { hidesPlan?: boolean }): Status =>
  !included
    ? { word: m.reports_section_left_out(), tone: 'warning' }
    : hidesPlan
      ? { word: m.reports_section_hides_plan(), tone: 'warning' }
      : edited
        ? { word: m.reports_section_edited(), tone: 'accent' }
        : { word: m.reports_section_computed(), tone: 'neutral' };
