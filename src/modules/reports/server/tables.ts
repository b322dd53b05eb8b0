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
    by_name: string;
    updated_at: string;
  };
  document_wording: Stored & {
    document_section_id: string;
    seq: number;
    text: string | null;
    by_name: string;
    at: string;
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
  };
  document_brand: Stored & { colour: string; headline: string; footline: string };
  document_file: Stored & {
    purpose: 'arms' | 'template';
    name: string;
    width: number;
    height: number;
    content: Buffer;
  };
}
