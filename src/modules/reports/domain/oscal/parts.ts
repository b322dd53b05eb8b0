/** What every OSCAL document of a town is made of: properties, moments, head and resources. */
import type { Confidentiality } from '#kernel/document';
import type { Edition } from '../documents/editions.ts';
import { DOCUMENT_WORDS } from '../documents/ground.ts';
import { variantBlocks } from '../documents/variant.ts';
import { formatsFor } from '../format.ts';
import type { ResultsReport } from '../results-report.ts';
import type { Traces } from '../traces.ts';
import type { ReportWords } from '../words.ts';
import type { OscalWords } from './words.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export interface JsonObject {
  readonly [key: string]: Json;
}

/** What only this product understands carries this namespace. */
export const OWN = 'urn:sollstand:assessment:1';
/** The version of OSCAL that is written. */
export const OSCAL_VERSION = '1.1.3';

/** What an OSCAL document is made from. */
export interface OscalGround {
  readonly report: ResultsReport;
  readonly traces: Traces;
  readonly edition: Edition;
  readonly classes: readonly Confidentiality[];
  readonly w: ReportWords;
  readonly o: OscalWords;
  /** The id of something made of a record: the same for the same record and name, UUID of version 5 (RFC 9562, 5.5). */
  readonly named: (id: string, name: string) => string;
  /** ISO 8601 in UTC, and how this state of the document is called. */
  readonly stamp: { readonly at: string; readonly version: string };
}

/** Reckoned once for each document. */
export function once<T>(make: (ground: OscalGround) => T): (ground: OscalGround) => T {
  const kept = new WeakMap<OscalGround, { readonly value: T }>();
  return (ground) => {
    const known = kept.get(ground) ?? { value: make(ground) };
    kept.set(ground, known);
    return known.value;
  };
}

/** One line without blanks at its ends, as titles and values have to be; a dash where there is nothing. */
export const line = (text: string): string => text.replaceAll(/\s+/g, ' ').trim() || '–';

export const prop = (name: string, value: string | number): JsonObject => ({
  name,
  ns: OWN,
  value: line(String(value)),
});

/** Without what is empty: OSCAL allows no empty list. */
export const filled = (object: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(object).filter(
      (entry): entry is [string, Json] =>
        entry[1] !== undefined &&
        entry[1] !== null &&
        entry[1] !== '' &&
        !(Array.isArray(entry[1]) && entry[1].length === 0),
    ),
  );

/** Days are told without a time; OSCAL wants a moment. */
export const momentOf = (day: string): string => `${day}T00:00:00Z`;
export const endOf = (day: string): string => `${day}T23:59:59Z`;

export const partyOf = ({ traces, named }: OscalGround): string => named(traces.townId, 'party');
export const originOf = (ground: OscalGround): JsonObject => ({
  actors: [{ type: 'party', 'actor-uuid': partyOf(ground) }],
});

/** The head of a document; `what` stays the same over all its states. */
export function metadataOf(
  ground: OscalGround,
  { title, what, roles = [] }: { title: string; what: string; roles?: readonly JsonObject[] },
): JsonObject {
  const { report, traces, stamp, named, edition, o } = ground;
  return filled({
    title: line(title),
    'last-modified': stamp.at,
    version: line(stamp.version),
    'oscal-version': OSCAL_VERSION,
    'document-ids': [{ identifier: `urn:uuid:${named(traces.townId, `${what}:${edition}`)}` }],
    props: [prop('language', report.locale), prop('edition', edition)],
    roles,
    parties: [{ uuid: partyOf(ground), type: 'organization', name: line(report.town.name) }],
    remarks: [o[`remark_${edition}`], variantOf(ground)].filter(Boolean).join(' '),
  });
}

/** That the records are told as a kept plan has them, in the words of the documents. */
function variantOf({ report, classes }: OscalGround): string {
  const d = DOCUMENT_WORDS[report.locale];
  return variantBlocks({ report, d, f: formatsFor(report.locale) })
    .filter((block) => classes.includes(block.class))
    .map(({ text }) => text)
    .join(' ');
}

/** The catalogues that ratings refer to, where they can be had. */
export const catalogueResources = (ground: OscalGround): JsonObject[] =>
  ground.report.frameworks
    .filter(({ id }) => ground.traces.ratings.some(({ framework }) => framework === id))
    .map(({ id, title, version }) => ({
      uuid: catalogueId(ground, id),
      title: line(title),
      description: line(`${ground.o.catalogue} ${version}`),
      rlinks: [
        {
          href: `/api/v1/towns/${ground.traces.townSlug}/catalogue-files?catalogue=${id}&as=oscal`,
          'media-type': 'application/oscal.catalog+json',
        },
      ],
    }));
export const catalogueId = ({ named, traces }: OscalGround, framework: string): string =>
  named(traces.townId, `catalogue:${framework}`);
