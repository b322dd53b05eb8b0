import { type FieldFault, refuse } from '#kernel/refuse';
import { writeJournal } from '#platform/journal';
import { insertRecord, type RecordKind, removeRecord, type StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { measureDependency, measureDevelopment, measureFinding, measureGoal } from './kinds.ts';
import { keptFindings, type LinkKind, linkNames } from './link-names.read.ts';
import { loadLinkRows } from './store.ts';

export type WantedLinks = Record<LinkKind, readonly string[]>;

const KINDS: Record<LinkKind, { kind: RecordKind; column: string }> = {
  findings: { kind: measureFinding, column: 'finding_id' },
  goals: { kind: measureGoal, column: 'goal_id' },
  developments: { kind: measureDevelopment, column: 'development_id' },
  needs: { kind: measureDependency, column: 'needs_id' },
};
const NAMES = Object.keys(KINDS) as LinkKind[];

/**
 * Brings the links of a measure to what is wanted. The measure's own story tells what came and what went, by number
 * and title as they were then. Refuses unknown targets, each with its place, e.g. `findings.0` or, with `paths`,
 * under the name the caller's input has for them.
 */
export async function alignLinks(
  tx: TownTx,
  measure: StoredRow,
  asked: WantedLinks,
  paths: Partial<Record<LinkKind, string>> = {},
): Promise<void> {
  // A form that was opened before a merge still names what was merged.
  const wanted = { ...asked, findings: await keptFindings(tx, asked.findings) };
  const before = await loadLinkRows(tx, measure.id);
  const added = new Map<LinkKind, string>();
  const removed = new Map<LinkKind, string>();
  const faults: FieldFault[] = [];
  for (const name of NAMES) {
    const { kind, column } = KINDS[name];
    const gone = before[name].filter((row) => !wanted[name].includes(row.target));
    const fresh = [...new Set(wanted[name])].filter((id) => !before[name].some((row) => row.target === id));
    const names = await linkNames(tx, name, [...gone.map((row) => row.target), ...fresh]);
    faults.push(...unknown(fresh, names, wanted[name], paths[name] ?? name));
    if (faults.length > 0) continue;
    for (const row of gone) await removeRecord(tx, kind, row.id, { version: null });
    for (const target of fresh)
      await insertRecord(tx, kind, { measure_id: measure.id, [column]: target }, 'added');
    const told = (ids: readonly string[]) =>
      [...names].flatMap(([id, text]) => (ids.includes(id) ? [text] : [])).join('; ');
    if (fresh.length > 0) added.set(name, told(fresh));
    if (gone.length > 0) removed.set(name, told(gone.map((row) => row.target)));
  }
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
  await tell(tx, measure, 'unlinked', removed);
  await tell(tx, measure, 'linked', added);
}

const unknown = (
  fresh: readonly string[],
  names: ReadonlyMap<string, string>,
  wanted: readonly string[],
  path: string,
): FieldFault[] =>
  fresh
    .filter((id) => !names.has(id))
    .map((id) => ({ path: `${path}.${wanted.indexOf(id)}`, code: 'unknown_reference' }));

async function tell(
  tx: TownTx,
  measure: StoredRow,
  event: 'linked' | 'unlinked',
  names: ReadonlyMap<LinkKind, string>,
): Promise<void> {
  if (names.size === 0) return;
  await writeJournal(tx, {
    event: `measure.${event}`,
    kind: 'measure',
    recordId: measure.id,
    officeId: measure.office_id,
    changes: Object.fromEntries(
      [...names].map(([name, text]) => [name, event === 'linked' ? [null, text] : [text, null]] as const),
    ),
  });
}
