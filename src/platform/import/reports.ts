import { open } from 'node:fs/promises';
import { sql } from 'kysely';
import type { TownTx } from '../tx.ts';
import { FaultList } from './faults.ts';
import type { BroughtReport, ImportKind } from './kind.ts';
import type { ImportOrder, Outcome } from './outcome.ts';

const HEAD = 4_096;
const MOST_SHOWN = 20;

/** The kind that reads such a file as a whole; null for tables. */
export async function reportKind({ path, kinds }: ImportOrder): Promise<ImportKind | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.toString('utf8', 0, bytesRead);
    const fitting = kinds.find(({ reports }) => reports?.fits(head));
    return fitting ?? (kinds.length === 1 && kinds[0]?.reports ? kinds[0] : null);
  } finally {
    await file.close();
  }
}

/** Stores what the file says, or finds out what would be stored and takes it back. */
export async function bringReports(
  tx: TownTx,
  { path, progress }: ImportOrder,
  kind: ImportKind,
  writes: boolean,
): Promise<Outcome> {
  if (!kind.reports) throw new Error(`${kind.name} reads tables`);
  await progress.tell(writes ? 'importing' : 'checking', 0, 0);
  if (!writes) await sql`savepoint reports`.execute(tx.db);
  const brought = await kind.reports.bring(tx, path, progress);
  if (!writes) await sql`rollback to savepoint reports`.execute(tx.db);
  return outcomeOf(tx, kind, brought);
}

function outcomeOf(tx: TownTx, kind: ImportKind, brought: readonly BroughtReport[]): Outcome {
  const faults = new FaultList();
  for (const { row, code, cells } of brought)
    if (code) faults.add({ row, column: cells[0] || null, field: null, code, params: {} });
  const count = (act: BroughtReport['act']) => brought.filter((one) => one.act === act).length;
  const counts = {
    created: count('create'),
    updated: count('update'),
    skipped: count('skip'),
    refused: count('refuse'),
  };
  const taken = brought.length - counts.refused;
  return {
    kind,
    format: null,
    mapping: [],
    counts,
    faults,
    preview: {
      columns: kind.fields.map(({ name, label }) => ({ field: name, title: label(tx.actor.locale) })),
      rows: brought.slice(0, MOST_SHOWN).map(({ row, act, cells }) => ({ row, act, cells: [...cells] })),
      totals: [],
    },
    ...(taken > 0 ? { rest: true } : {}),
  };
}
