import type { StoredRow } from '#platform/records';
import type { Frequency, Modal } from '../domain/framework.ts';

type Kept = StoredRow<{ town_id: string }>;

export interface CatalogueTables {
  foreign_catalogue: Kept & {
    title: string;
    source: string;
    licence: string;
    language: string;
  };
  foreign_catalogue_version: Kept & {
    catalogue_id: string;
    seq: number;
    edition: string;
    files: string;
    controls: number;
    digest: string;
  };
  foreign_catalogue_content: {
    town_id: string;
    version_id: string;
    content: unknown;
    headings: unknown;
  };
  foreign_control: {
    town_id: string;
    version_id: string;
    position: number;
    code: string;
    heading: string | null;
    parent: string | null;
    title: string;
    statement: string;
    guidance: string;
    modal: Modal | null;
    digest: string;
  };
  control_answer: Kept & {
    catalogue_id: string;
    code: string;
    state: 'yes' | 'partly' | 'no' | 'not_applicable' | 'unknown';
    note: string;
    digest: string;
  };
  requirement_correction: Kept & {
    framework: string;
    requirement: string;
    modal: Modal | null;
    frequency: Frequency | null;
    source: string;
  };
  library_measure: Kept & {
    key: string;
    title: string;
    /** JSON: `OwnMeasure`. */
    content: string;
    released: boolean;
    origin_town: string | null;
    origin_name: string;
    origin_on: string | null;
    replaced_at: string | null;
  };
  catalogue_draft: Kept & {
    catalogue_id: string | null;
    base_seq: number | null;
    title: string;
    edition: string;
    source: string;
    licence: string;
  };
  catalogue_draft_row: Kept & {
    draft_id: string;
    kind: 'heading' | 'requirement';
    heading_id: string | null;
    above_id: string | null;
    position: number;
    code: string;
    title: string;
    statement: string;
    guidance: string;
    evidence: string;
    modal: Modal | null;
    origin: string | null;
    was: string | null;
    rich: '' | 'statement' | 'guidance' | 'both';
  };
}
