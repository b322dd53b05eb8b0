import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Progress } from '../jobs/progress.ts';
import { insertRecords, updateRecords } from '../record-batches.ts';
import { claimNumber } from '../records.ts';
import type { TownTx } from '../tx.ts';
import { type CheckedRow, RowCheck } from './check-rows.ts';
import { FaultList } from './faults.ts';
import { recogniseFormat } from './format.ts';
import { type ImportKind, UnreadableFile } from './kind.ts';
import type { Counts, ImportOrder, Outcome } from './outcome.ts';
import { openPreview } from './preview.ts';
import { openRows, type RowSource, type SourceRow } from './read-rows.ts';
import { type Recognised, ROWS_BEFORE_DATA, recogniseKind, withChoices } from './recognise.ts';
import { bringReports, reportKind } from './reports.ts';
import { withSmallHeap } from './small-heap.ts';

const CHUNK = 500;
/** Characters after which a chunk is full, so that long cells do not add up. */
const CHUNK_TEXT = 4_000_000;
const MOST_ROWS = 500_000;
const LOCK_PAUSE_MS = 250;

/** Thrown out of the transaction that writes, when a row is at fault: nothing of it remains. */
export class RefusedImport extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super('import refused');
    this.name = 'RefusedImport';
    this.outcome = outcome;
  }
}

/** Reads the whole file and says what would be stored and every fault; writes nothing. */
export const checkImport = (tx: TownTx, order: ImportOrder): Promise<Outcome> =>
  withSmallHeap(() => pass(tx, order, 'checking', false));

/**
 * Writes the whole file in the transaction at hand, or throws {@link RefusedImport} with every fault. Imports of one
 * kind in one town follow each other, so that each finds what the other has stored.
 */
export async function writeImport(tx: TownTx, order: ImportOrder): Promise<Outcome> {
  const outcome = await withSmallHeap(() => pass(tx, order, 'importing', true));
  if (outcome.faults.total > 0 && !outcome.rest) throw new RefusedImport(outcome);
  return outcome;
}

interface Opened extends Recognised {
  source: RowSource;
}

async function open({ path, kinds, columns, progress }: ImportOrder): Promise<Opened> {
  await progress.tell('reading', 0, 0);
  const format = await recogniseFormat(path);
  const source = await openRows(path, format);
  const head: SourceRow[] = [];
  for await (const one of source.read()) {
    if (one.cells.some((cell) => String(cell).trim() !== '')) head.push(one);
    if (head.length >= ROWS_BEFORE_DATA || one.row > 1_000) break;
  }
  if (head.length === 0) throw new UnreadableFile('file_empty');
  const found = recogniseKind(kinds, head);
  return {
    ...found,
    source,
    mapping: columns ? withChoices(found.kind, found.mapping, columns) : found.mapping,
  };
}

const nothing = (): Counts => ({ created: 0, updated: 0, skipped: 0, refused: 0 });

async function pass(tx: TownTx, order: ImportOrder, phase: string, writes: boolean): Promise<Outcome> {
  const outcome: Outcome = {
    kind: null,
    format: null,
    mapping: [],
    counts: nothing(),
    faults: new FaultList(),
    preview: null,
  };
  try {
    const reader = await reportKind(order);
    if (reader) return await bringReports(tx, order, reader, writes);
    const opened = await open(order);
    outcome.kind = opened.kind;
    outcome.format = opened.source.format;
    outcome.mapping = opened.mapping;
    await eachRow(tx, order.progress, opened, phase, writes, outcome);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    outcome.faults.add(error.fault);
  }
  if (outcome.faults.total > 0) outcome.counts = { ...nothing(), refused: outcome.faults.rows };
  return outcome;
}

async function eachRow(
  tx: TownTx,
  progress: Progress,
  { kind, source, mapping, headRow }: Opened,
  phase: string,
  writes: boolean,
  outcome: Outcome,
): Promise<void> {
  if (writes) await waitForTurn(tx, kind, progress);
  const check = await RowCheck.open(tx, kind, mapping, writes);
  const preview = openPreview(kind, mapping, check.references, tx.actor.locale);
  outcome.preview = preview.shown;
  let highest = 0;
  let rows = 0;
  for await (const chunk of chunks(source.read(), headRow)) {
    await progress.tell(phase, rows, Math.max(rows, source.rows - headRow));
    rows += chunk.length;
    if (rows > MOST_ROWS) throw new UnreadableFile('file_too_many_rows', { max: MOST_ROWS }, MOST_ROWS);
    const checked = await check.check(chunk);
    for (const one of checked) {
      preview.add(one);
      for (const fault of one.faults) outcome.faults.add(fault);
      if (typeof one.values.number === 'number') highest = Math.max(highest, one.values.number);
    }
    count(checked, outcome.counts);
    if (writes && outcome.faults.total === 0) await write(tx, kind, checked);
  }
  if (rows === 0) throw new UnreadableFile('file_only_headings', {}, headRow);
  if (writes && kind.record.numbered && highest > 0) await claimNumber(tx, kind.record.kind, highest);
  await progress.tell(phase, rows, rows);
}

/** Filled rows below the headings, in portions. */
async function* chunks(rows: AsyncIterable<SourceRow>, headRow: number): AsyncIterable<SourceRow[]> {
  let held: SourceRow[] = [];
  let text = 0;
  for await (const one of rows) {
    if (one.row <= headRow) continue;
    let filled = false;
    for (const cell of one.cells) {
      if (cell === '') continue;
      filled ||= typeof cell !== 'string' || cell.trim() !== '';
      text += typeof cell === 'string' ? cell.length : 8;
    }
    if (!filled) continue;
    held.push(one);
    if (held.length < CHUNK && text < CHUNK_TEXT) continue;
    yield held;
    held = [];
    text = 0;
  }
  if (held.length > 0) yield held;
}

function count(checked: readonly CheckedRow[], counts: Counts): void {
  for (const { plan, faults } of checked) {
    if (faults.length > 0) counts.refused++;
    else if (plan.act === 'create') counts.created++;
    else if (plan.act === 'update') counts.updated++;
    else counts.skipped++;
  }
}

async function write(tx: TownTx, kind: ImportKind, checked: readonly CheckedRow[]): Promise<void> {
  // Rows with and without a number of their own name different columns.
  const created = checked.flatMap(({ plan }) => (plan.act === 'create' ? [plan.columns] : []));
  const alike = new Map<string, typeof created>();
  for (const row of created) {
    const columns = Object.keys(row).join(',');
    alike.set(columns, [...(alike.get(columns) ?? []), row]);
  }
  for (const rows of alike.values()) await insertRecords(tx, kind.record, rows, 'imported');
  await updateRecords(
    tx,
    kind.record,
    checked.flatMap(({ plan }) => (plan.act === 'update' ? [plan] : [])),
  );
}

async function waitForTurn(tx: TownTx, kind: ImportKind, progress: Progress): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtext('import'),
      hashtext(${`${tx.actor.townId} ${kind.name}`})) as mine`.execute(tx.db);
    if (rows[0]?.mine) return;
    await progress.tell('importing', 0, 0);
    await sleep(LOCK_PAUSE_MS);
  }
}
