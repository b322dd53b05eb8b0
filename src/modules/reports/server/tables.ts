import type { Confidentiality } from '#kernel/document';

interface Stored {
  town_id: string;
  id: string;
  version: number;
}

export interface ReportsTables {
  document_section: Stored & {
    kind: string;
    section: string;
    /** Null = as the records have it. */
    text: string | null;
    included: boolean;
    /** JSON: class by name of the figure. */
    figures: string;
    by_name: string;
    updated_at: string;
  };
  document_wording: Stored & {
    document_section_id: string;
    seq: number;
    text: string | null;
    by_name: string;
    at: string;
    /** JSON: text blocks that went into it. */
    blocks: string;
  };
  document_version: Stored & {
    kind: string;
    number: number;
    locale: 'de' | 'en';
    note: string;
    /** Name of the kept plan it tells of; empty for the plan in force. */
    variant: string;
    /** JSON of the whole content in every class, and the look. */
    model: string;
    issued_by: string;
    issued_at: string;
    /** Whose text document it was made with; empty for the town's own. */
    template_origin: string;
    template_on: string | null;
  };
  document_brand: Stored & { colour: string; headline: string; footline: string };
  document_file: Stored & {
    purpose: 'arms' | 'template';
    name: string;
    width: number;
    height: number;
    content: Buffer;
    released: boolean;
    origin_town: string | null;
    origin_name: string;
    origin_on: string | null;
    origin_sha256: string | null;
    adapted: boolean;
    updated_at: string;
  };
  document_block: Stored & {
    key: string;
    title: string;
    text: string;
    /** JSON: kinds of document; an empty list = all. */
    kinds: string;
    class: Confidentiality;
    released: boolean;
    origin_town: string | null;
    origin_name: string;
    origin_on: string | null;
    origin_key: string | null;
    origin_version: number | null;
    adapted: boolean;
    created_at: string;
    updated_at: string;
  };
}
