import type { Modal } from './framework.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A property as it stands in the document: name, value and whatever else it carries (ns, class, group, remarks). */
export type ForeignProperty = JsonObject & { name: string; value: string };
/** `href` is `#id` for something in the same catalogue, or an address; `rel` e.g. `related`, `required`, `reference`. */
export type ForeignLink = JsonObject & { href: string };

/** A gap in the text that whoever applies the catalogue fills in. */
export type ForeignParameter = {
  id: string;
  label: string | null;
  values: string[];
  /** What may be chosen from; empty where the value is free. */
  choices: string[];
  /** Derived: what stands in the gap when it is shown. */
  shown: string;
  rest: JsonObject;
};

/** A piece of text: the statement, guidance, an item of a list, an assessment objective. */
export type ForeignPart = {
  id: string | null;
  /** `statement`, `guidance`, `item`, or any other name the document uses. */
  name: string;
  title: string | null;
  /** As written, with `{{ insert: param, id }}` and Markdown; empty where only parts stand below. */
  prose: string;
  /** Derived: the prose with its parameters filled in. */
  shown: string;
  props: ForeignProperty[];
  links: ForeignLink[];
  parts: ForeignPart[];
  rest: JsonObject;
};

export type ForeignGroup = {
  /** Unique among the groups: the number people use where it differs from the id; made up where there is neither. */
  code: string;
  /** As the document gives it; links lead to it. */
  id: string | null;
  /** Derived: what is shown as its number, e.g. `AC-1`. */
  label: string | null;
  parent: string | null;
  title: string;
  class: string | null;
  parameters: ForeignParameter[];
  props: ForeignProperty[];
  links: ForeignLink[];
  parts: ForeignPart[];
  rest: JsonObject;
};

export type ForeignControl = {
  /** Unique among the controls of the catalogue. */
  code: string;
  /** As the document gives it; links lead to it. */
  id: string;
  /** Derived: what is shown as its number, e.g. `AC-1`. */
  label: string | null;
  /** Derived: the identifier that outlives a renumbering, where the document gives one. */
  uuid: string | null;
  /** Code of the group it stands in, also where it stands below another control; null at the top of the catalogue. */
  group: string | null;
  /** Code of the control directly above. */
  parent: string | null;
  title: string;
  class: string | null;
  parameters: ForeignParameter[];
  props: ForeignProperty[];
  links: ForeignLink[];
  parts: ForeignPart[];
  /** Derived: the statement as lines of text, items with their labels, parameters filled in. */
  statement: string;
  /** Derived: the guidance likewise. */
  guidance: string;
  /** Derived: MUSS, SOLLTE, KANN or MUST, SHOULD, MAY of the statement; null where the document names none. */
  modal: Modal | null;
  rest: JsonObject;
};

/** Something the catalogue refers to: a standard, a law, an enclosed file. */
export type ForeignResource = {
  uuid: string;
  title: string | null;
  /** Derived: its first address. */
  href: string | null;
  rest: JsonObject;
};

/**
 * A catalogue of others, or one of one's own, whatever file it came from. Groups and controls stand flat, in the order
 * of the document, what is above before what is below. Everything is kept: what the product does not interpret lies in
 * `rest` under the keys of OSCAL and is written back as it was. Fields marked as derived are not written; they are
 * made from the others by `derive` and have to be made anew after a change.
 */
export type ForeignCatalogue = {
  uuid: string;
  title: string;
  version: string;
  oscalVersion: string;
  published: string | null;
  lastModified: string;
  /** Derived from the properties and links of the document, like source and licence; `de`, `en`. */
  language: string | null;
  /** Who publishes it. */
  source: string | null;
  licence: string | null;
  parameters: ForeignParameter[];
  groups: ForeignGroup[];
  controls: ForeignControl[];
  resources: ForeignResource[];
  /** Uninterpreted parts of the metadata: roles, parties, document ids, properties, remarks. */
  metadata: JsonObject;
  rest: JsonObject;
};

/**
 * Why a file is refused. `path` leads to the value inside the document, e.g. `catalog.groups[3].controls[0].id`, or
 * names sheet and cell; `file` is the name it was given under. The sentence is made by `foreignFaultText`.
 */
export type ForeignFault = {
  file: string;
  path: string;
  code: ForeignFaultCode;
  params: Readonly<Record<string, string | number>>;
};

export const foreignFaultCodes = [
  'too_large',
  'too_deep',
  'too_many_values',
  'not_json',
  'not_yaml',
  'not_utf8',
  'unknown_document',
  'other_document',
  'version_unknown',
  'missing',
  'wrong_type',
  'duplicate',
  'unknown_parent',
  'circular_parent',
  'import_missing',
  'import_circular',
  'import_depth',
  'import_reference',
  'control_unknown',
  'nothing_selected',
  'not_supported',
  'no_headings',
  'merged_cells',
  'too_many_columns',
  'too_many_rows',
  'text_too_long',
  'character',
  'no_requirements',
  'not_allowed',
  'sheet_missing',
  'unreadable',
  'in_list',
] as const;
export type ForeignFaultCode = (typeof foreignFaultCodes)[number];

/** Nothing wrong, but worth knowing before the catalogue is taken over. */
export type ForeignRemark = {
  file: string;
  path: string;
  code: ForeignRemarkCode;
  params: Readonly<Record<string, string | number>>;
};
export const foreignRemarkCodes = [
  'stand_in',
  'parameter_unknown',
  'link_unknown',
  'version_newer',
  'not_applied',
  'formula_as_text',
  'file_unused',
  'in_list',
] as const;
export type ForeignRemarkCode = (typeof foreignRemarkCodes)[number];

/** A catalogue with the names of all files it was made of, or every fault that was found. */
export type ForeignReading =
  | { catalogue: ForeignCatalogue; remarks: ForeignRemark[]; used: string[] }
  | { faults: ForeignFault[] };

/** Numbers that differ in capital and small letters only are one: people read and type them as the same. */
export const sameCode = (code: string): string => code.toLowerCase();
