import { type Confidentiality, type Section, stricter, textOfBlocks } from '#kernel/document';
import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { documentsContract as contract } from '../../contract-documents.ts';
import { placesOf } from '../../domain/documents/blocks.ts';
import { readableBlocks } from '../blocks/keep-block.ts';
import { documentSection, documentWording } from '../kinds.ts';
import { figuresIn, type SectionView, sectionsOf, viewOf } from './show-document.ts';
import { leaksOf } from './standing-document.ts';
import { loadWordings, type SectionRow, type UsedBlock } from './store.ts';

/**
 * Rewrites a section or leaves it out, and sets how guarded its figures are; every text stays readable. Refuses `not_found`,
 * `version_conflict` when somebody saved since, `document_leaks` when the words name what their readers may not know,
 * words that are blank or hold placeholders, `block_class_higher` when a text block is for fewer readers than the section, and figures that would be less guarded than the records.
 */
export async function saveSection(
  tx: TownTx,
  input: RouteInput<typeof contract.saveSection>,
): Promise<SectionView> {
  const { kind, section: key, text, included, version } = input;
  const { sections, records, written, ...places } = await sectionsOf(tx, kind);
  const section = sections.find((one) => one.key === key) ?? refuse('not_found', 'not_found');
  const before = written.get(key);
  if ((before?.version ?? 0) !== version)
    refuse('conflict', 'version_conflict', [], { version: before?.version ?? 0 });
  const words = text?.trim() ?? null;
  if (words !== null) {
    checkWords(words, section);
    const found = leaksOf(words, records, section.class);
    if (found.length > 0) refuse('invalid', 'document_leaks', [], { list: found.join(', ') });
  }
  const used = words === null ? [] : await usedBlocks(tx, input.blocks, section);
  const figures = input.figures ? guarded(input.figures, section, places.least) : (before?.figures ?? {});
  if (saysTheSame(before, { words, included, figures })) return viewOf(section, places, before);
  const values = { text: words, included, figures: JSON.stringify(figures), by_name: tx.actor.name };
  const saved = before
    ? await updateRecord(tx, documentSection, before.id, values, { version })
    : await insertRecord(tx, documentSection, { kind, section: key, ...values });
  if (!before || before.text !== words) await keepWording(tx, saved.id, words, used);
  return viewOf(section, places, { ...(saved as unknown as SectionRow), figures });
}

/** A section without words or with a placeholder that nothing will fill would stand like that in the document. */
function checkWords(words: string, section: Section): void {
  const places = placesOf(words);
  const faults = [
    ...(words === '' && textOfBlocks(section.text).trim() !== ''
      ? [{ path: 'text', code: 'section_blank' }]
      : []),
    ...(places.length > 0
      ? [{ path: 'text', code: 'section_places', params: { list: places.join(', ') } }]
      : []),
  ];
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
}

/** Nothing has changed: nobody is noted as having written it. */
const saysTheSame = (
  before: SectionRow | undefined,
  now: { words: string | null; included: boolean; figures: Record<string, Confidentiality> },
): boolean =>
  (before?.text ?? null) === now.words &&
  (before?.included ?? true) === now.included &&
  JSON.stringify(before?.figures ?? {}) === JSON.stringify(now.figures);

/** What was asked for figures of the section, without what the records have anyway. */
function guarded(
  asked: Readonly<Record<string, Confidentiality>>,
  section: Section,
  least: ReadonlyMap<string, Confidentiality>,
): Record<string, Confidentiality> {
  const names = new Set(figuresIn([section]).map(({ name }) => name));
  const faults = Object.entries(asked).flatMap(([name, as]) => {
    const lowest = least.get(name);
    if (!names.has(name) || !lowest) return [{ path: `figures.${name}`, code: 'unknown_reference' }];
    return stricter(lowest, as) === as ? [] : [{ path: `figures.${name}`, code: 'figure_class_wider' }];
  });
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
  return Object.fromEntries(Object.entries(asked).filter(([name, as]) => least.get(name) !== as));
}

/** The text blocks that were inserted, for the record; one that is gone meanwhile is passed over. */
async function usedBlocks(tx: TownTx, ids: readonly string[], section: Section): Promise<UsedBlock[]> {
  if (ids.length === 0) return [];
  const rows = (await readableBlocks(tx)).filter(({ id }) => ids.includes(id));
  if (rows.some((row) => stricter(section.class, row.class) !== section.class))
    refuse('invalid', 'block_class_higher');
  return rows.map(({ title, origin_name, origin_on }) => ({ title, origin: origin_name, on: origin_on }));
}

async function keepWording(
  tx: TownTx,
  sectionId: string,
  text: string | null,
  used: readonly UsedBlock[],
): Promise<void> {
  const [last] = await loadWordings(tx, sectionId);
  const seq = (last?.seq ?? 0) + 1;
  const blocks = JSON.stringify(used);
  await insertRecord(
    tx,
    documentWording,
    { document_section_id: sectionId, seq, text, blocks, by_name: tx.actor.name, at: tx.now },
    'added',
  );
}
