import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { documentsContract as contract } from '../../contract-documents.ts';
import { documentSection, documentWording } from '../kinds.ts';
import { type SectionView, sectionsOf, viewOf } from './show-document.ts';
import { leaksOf } from './standing-document.ts';
import { loadWordings, type SectionRow } from './store.ts';

/**
 * Rewrites a section or leaves it out; every text stays readable. Refuses `not_found`, `version_conflict` when somebody
 * saved since, and `document_leaks` when the words name what their readers may not know.
 */
export async function saveSection(
  tx: TownTx,
  { kind, section: key, text, included, version }: RouteInput<typeof contract.saveSection>,
): Promise<SectionView> {
  const { sections, numbers, records, written } = await sectionsOf(tx, kind);
  const section = sections.find((one) => one.key === key) ?? refuse('not_found', 'not_found');
  const before = written.get(key);
  if ((before?.version ?? 0) !== version)
    refuse('conflict', 'version_conflict', [], { version: before?.version ?? 0 });
  const words = text?.trim() ?? null;
  if (words !== null) {
    const found = leaksOf(words, records, section.class);
    if (found.length > 0) refuse('invalid', 'document_leaks', [], { list: found.join(', ') });
  }
  const values = { text: words, included, by_name: tx.actor.name };
  const saved = before
    ? await updateRecord(tx, documentSection, before.id, values, { version })
    : await insertRecord(tx, documentSection, { kind, section: key, ...values });
  if (!before || before.text !== words) await keepWording(tx, saved.id, words);
  return viewOf(section, numbers, saved as unknown as SectionRow);
}

async function keepWording(tx: TownTx, sectionId: string, text: string | null): Promise<void> {
  const [last] = await loadWordings(tx, sectionId);
  const seq = (last?.seq ?? 0) + 1;
  await insertRecord(
    tx,
    documentWording,
    { document_section_id: sectionId, seq, text, by_name: tx.actor.name, at: tx.now },
    'added',
  );
}
