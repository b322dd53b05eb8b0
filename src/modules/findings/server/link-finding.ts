import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { evidenceExists } from '#modules/assessment';
import { postingExists } from '#modules/budget';
import { inventoryItemExists } from '#modules/inventory';
import { writeJournal } from '#platform/journal';
import { insertRecord, lockRecord, removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { type EvidenceLink, loadEvidence } from './evidence.read.ts';
import { finding, link } from './kinds.ts';
import { requireMay } from './policy.ts';
import { readStory } from './read-story.ts';
import type { FindingTable } from './tables.ts';

type Story = RouteOutput<typeof contract.story>;

/** Names what a finding rests on. Refuses unknown targets and what is named already. */
export async function linkFinding(tx: TownTx, input: RouteInput<typeof contract.link>): Promise<Story> {
  const row = (await lockRecord(tx, finding, input.id)) as unknown as FindingTable;
  requireMay(tx, row, 'edit');
  const known = await targetExists(tx, input.kind, input.targetId);
  const faulty = (code: string) => refuse('invalid', 'invalid_input', [{ path: 'targetId', code }]);
  if (!known) faulty('unknown_reference');
  const same = (one: EvidenceLink) => one.kind === input.kind && one.targetId === input.targetId;
  if ((await loadEvidence(tx, row.id)).some(same)) faulty('duplicate');
  await insertRecord(
    tx,
    link,
    { finding_id: input.id, kind: input.kind, target_id: input.targetId, office_id: row.office_id },
    'added',
  );
  const label = (await loadEvidence(tx, row.id)).find(same)?.label ?? '';
  await tell(tx, row, 'linked', [null, label]);
  return readStory(tx, input);
}

const targetExists = (tx: TownTx, kind: EvidenceLink['kind'], id: string): Promise<boolean> => {
  if (kind === 'item') return inventoryItemExists(tx, id);
  return kind === 'posting' ? postingExists(tx, id) : evidenceExists(tx, kind, id);
};

/** Takes away what a finding was said to rest on. Refuses a link of another finding as not found. */
export async function unlinkFinding(tx: TownTx, input: RouteInput<typeof contract.unlink>): Promise<Story> {
  const row = (await lockRecord(tx, finding, input.id)) as unknown as FindingTable;
  requireMay(tx, row, 'edit');
  const found = (await loadEvidence(tx, row.id)).find(({ id }) => id === input.linkId);
  if (!found) return refuse('not_found', 'not_found');
  await removeRecord(tx, link, found.id, { version: null });
  await tell(tx, row, 'unlinked', [found.label, null]);
  return readStory(tx, input);
}

/** The finding's own story names the evidence as it was called then. */
const tell = (
  tx: TownTx,
  row: FindingTable,
  event: 'linked' | 'unlinked',
  evidence: readonly [string | null, string | null],
): Promise<void> =>
  writeJournal(tx, {
    event: `finding.${event}`,
    kind: 'finding',
    recordId: row.id,
    officeId: row.office_id,
    changes: { evidence },
  });
