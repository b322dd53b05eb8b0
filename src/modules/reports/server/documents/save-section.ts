import { type Confidentiality, type Section, stricter, textOfBlocks } from '#kernel/document';
import { type FieldFault, refuse } from '#kernel/refuse';
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
  const figures = guarded(input.figures ?? {}, before?.figures ?? {}, section, places.least);
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

/**
 * How guarded figures are to be: what stands, with what was asked in its place. A figure that is not there today, or not for whoever
 * saves, keeps its guard, and so does one whose records are as guarded by themselves for now.
 */
function guarded(
  asked: Readonly<Record<string, Confidentiality>>,
  stands: Readonly<Record<string, Confidentiality>>,
  section: Section,
  least: ReadonlyMap<string, Confidentiality>,
): Record<string, Confidentiality> {
  const names = new Set(figuresIn([section]).map(({ name }) => name));
  const kept = new Map(Object.entries(stands));
  const faults: FieldFault[] = [];
  for (const [name, as] of Object.entries(asked).filter(([of, wanted]) => kept.get(of) !== wanted)) {
    const path = `figures.${name}`;
    const lowest = least.get(name);
    if (!names.has(name) || !lowest) faults.push({ path, code: 'unknown_reference' });
    else if (stricter(lowest, as) !== as) faults.push({ path, code: 'figure_class_wider' });
    else if (lowest === as) kept.delete(name);
    else kept.set(name, as);
  }
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
  return Object.fromEntries(kept);
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
