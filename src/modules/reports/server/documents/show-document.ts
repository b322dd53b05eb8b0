import type { z } from 'zod';
import {
  blocksOf,
  edition,
  type FigureBlock,
  type Section,
  sectionNumbers,
  stricter,
  textOfBlocks,
} from '#kernel/document';
import { EDITORS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { functionsFor, type TownTx } from '#platform/tx';
import type { documentsContract as contract, documentSectionView } from '../../contract-documents.ts';
import {
  buildDocument,
  CLASSES_OF,
  DOCUMENT_KINDS,
  type DocumentKind,
  EDITIONS_OF,
  FORMATS_OF,
  formatsFor,
} from '../../domain/documents/editions.ts';
import { readinessOf } from '../../domain/documents/readiness.ts';
import { withFigureClasses } from '../../domain/documents/written.ts';
import { fullest, mayOf } from '../policy.ts';
import { groundFor, readRecords } from './read-ground.ts';
import { countWritten, loadVersions, loadWordings, loadWritten, type SectionRow } from './store.ts';

export type SectionView = z.infer<typeof documentSectionView>;

/** All documents with what was made of them. */
export async function listDocuments(tx: TownTx): Promise<RouteOutput<typeof contract.all>> {
  const [edited, versions] = [await countWritten(tx), await loadVersions(tx)];
  return {
    documents: DOCUMENT_KINDS.map((kind) => ({
      kind,
      editions: [...EDITIONS_OF[kind]],
      formats: [...FORMATS_OF[kind]],
      files: filesOf(tx, kind),
      edited: edited.get(kind) ?? 0,
      issued: versions.find((version) => version.kind === kind) ?? null,
    })),
  };
}

const filesOf = (tx: TownTx, kind: DocumentKind) =>
  EDITIONS_OF[kind].map((which) => ({
    edition: which,
    formats: [...formatsFor(kind, which)],
    may: mayOf(tx, which),
  }));

/** How ready the documents are. */
export async function showReadiness(tx: TownTx): Promise<RouteOutput<typeof contract.readiness>> {
  const { report, traces } = await readRecords(tx, tx.actor.locale);
  const { percent, points } = readinessOf(report, traces);
  return { percent, points: points.map((point) => ({ ...point, missing: [...point.missing] })) };
}

/**
 * The sections of a document as they stand, and its versions. With `plan` as that kept plan would have them; a section that
 * somebody has rewritten stays as written, and says so where it hides words of the plan. Refuses what `planOverlay` does.
 */
export async function showDocument(
  tx: TownTx,
  { kind, plan }: RouteInput<typeof contract.get>,
): Promise<RouteOutput<typeof contract.get>> {
  const { sections, records, written, ...places } = await sectionsOf(tx, kind, plan);
  const inForce = plan ? textsOf((await sectionsOf(tx, kind)).sections) : null;
  const { variant } = records.report;
  return {
    kind,
    variant: variant && {
      id: variant.id,
      name: variant.name,
      reckonedOn: variant.reckonedOn,
      inForce: variant.inForce,
      outdated: variant.outdated,
    },
    editions: [...EDITIONS_OF[kind]],
    formats: [...FORMATS_OF[kind]],
    files: filesOf(tx, kind),
    sections: sections.map((section) => {
      const view = viewOf(section, places, written.get(section.key));
      return {
        ...view,
        hidesPlan: view.edited && inForce !== null && inForce.get(view.key) !== view.computed,
      };
    }),
    versions: await loadVersions(tx, kind),
    may: { edit: functionsFor(tx.actor, null).some((fn) => EDITORS.includes(fn)) },
  };
}

const textsOf = (sections: readonly Section[]) =>
  new Map(sections.map(({ key, text }) => [key, textOfBlocks(text)]));

/** One section with every text it has had. Refuses `not_found`. */
export async function showSection(
  tx: TownTx,
  { kind, section: key }: RouteInput<typeof contract.section>,
): Promise<RouteOutput<typeof contract.section>> {
  const { sections, written, ...places } = await sectionsOf(tx, kind);
  const section = sections.find((one) => one.key === key) ?? refuse('not_found', 'not_found');
  const row = written.get(key);
  return { ...viewOf(section, places, row), wordings: row ? await loadWordings(tx, row.id) : [] };
}

/** The sections as whoever asks may read them. */
export async function sectionsOf(tx: TownTx, kind: DocumentKind, plan: string | null = null) {
  const records = await readRecords(tx, tx.actor.locale, plan);
  const told = fullest(tx);
  const built = buildDocument(kind, groundFor(records, kind, told));
  const written = await loadWritten(tx, kind);
  const { sections, numbered } = edition(withFigureClasses(built, written), CLASSES_OF[told]);
  const least = new Map(figuresIn(built.sections).map(({ name, class: as }) => [name, as]));
  const places = numbered ? sectionNumbers(sections) : [];
  const numbers = new Map(sections.map(({ key }, at) => [key, places[at] ?? '']));
  return { sections, numbers, least, records, written };
}

export const figuresIn = (sections: readonly Section[]): FigureBlock[] =>
  sections.flatMap(({ blocks }) => blocks.filter((block) => block.is === 'figure'));

type Sections = Pick<Awaited<ReturnType<typeof sectionsOf>>, 'numbers' | 'least'>;

export function viewOf(
  section: Section,
  { numbers, least }: Sections,
  row: SectionRow | undefined,
): SectionView {
  const computed = textOfBlocks(section.text);
  return {
    key: section.key,
    number: numbers.get(section.key) ?? '',
    title: section.title,
    class: section.class,
    included: row?.included ?? true,
    text: row?.text ?? computed,
    computed,
    edited: row?.text != null,
    figures: figuresIn([section]).map(({ name, caption, class: as }) => ({
      name,
      caption,
      least: least.get(name) ?? as,
      class: stricter(least.get(name) ?? as, row?.figures[name] ?? 'public'),
    })),
    follows: section.blocks.flatMap((block) =>
      block.is === 'table' || block.is === 'figure' ? [block.caption] : [],
    ),
    sources: sourcesOf(section),
    byName: row?.by_name ?? '',
    changedAt: row?.updated_at ?? null,
    version: row?.version ?? 0,
  };
}

/** Where the statements of a section come from, each once. */
const sourcesOf = (section: Section) => {
  const sources = blocksOf(section).flatMap((block) => block.sources ?? []);
  return [...new Map(sources.map(({ label, path }) => [label, { label, path }])).values()];
};
