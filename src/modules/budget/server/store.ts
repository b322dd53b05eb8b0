import { type Row, toView } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { ContractTerm, Part } from '../domain/spending.ts';
import type { YearLine } from '../domain/year-chart.ts';
import type { BudgetTables } from './tables.ts';

/** Sums of the town's budget lines by year and kind, in cents. */
export async function readYears(tx: TownTx): Promise<YearLine[]> {
  const rows = await tables<BudgetTables>(tx)
    .selectFrom('budget_line')
    .select((e) => [
      'year',
      'kind',
      e.fn.sum<number>('planned_cents').as('planned_cents'),
      e.fn.sum<number>('amended_cents').as('amended_cents'),
      e.fn.sum<number>('actual_cents').as('actual_cents'),
    ])
    .where('town_id', '=', tx.actor.townId)
    .groupBy(['year', 'kind'])
    .orderBy('year')
    .execute();
  return rows.map((row) => toView<YearLine>(row as unknown as Row));
}

/** Postings of these years as sums by year and area, given figures one by one: the parts of every sum. */
export async function readParts(tx: TownTx, years: readonly number[]): Promise<Part[]> {
  const db = tables<BudgetTables>(tx);
  const postings = await db
    .selectFrom('posting')
    .select((e) => ['year', 'cost_area', e.fn.sum<number>('amount_cents').as('cents')])
    .where('town_id', '=', tx.actor.townId)
    .where('year', 'in', years)
    .groupBy(['year', 'cost_area'])
    .execute();
  const entries = await db
    .selectFrom('spending_entry')
    .select(['year', 'cost_area', 'certainty', 'amount_cents'])
    .where('town_id', '=', tx.actor.townId)
    .where('year', 'in', years)
    .execute();
  return [
    ...postings.map(
      ({ year, cost_area, cents }): Part => ({ year, area: cost_area, certainty: 'measured', cents }),
    ),
    ...entries.map(
      ({ year, cost_area, certainty, amount_cents }): Part => ({
        year,
        area: cost_area,
        certainty,
        cents: amount_cents,
      }),
    ),
  ];
}

export interface NamedContract extends ContractTerm {
  /** `V-03 Systembetreuung` */
  label: string;
}

export async function readContractTerms(tx: TownTx): Promise<NamedContract[]> {
  const rows = await tables<BudgetTables>(tx)
    .selectFrom('contract')
    .select(['id', 'number', 'title', 'cost_area', 'yearly_cost_cents', 'starts_on', 'ends_on', 'renews'])
    .where('town_id', '=', tx.actor.townId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    label: `V-${String(row.number).padStart(2, '0')} ${row.title}`,
    area: row.cost_area,
    yearlyCostCents: row.yearly_cost_cents,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    renews: row.renews,
  }));
}

/** Which contracts postings and given figures name in these years. */
export async function readCovered(
  tx: TownTx,
  years: readonly number[],
): Promise<{ contractId: string; year: number; posted: boolean; given: boolean }[]> {
  const named = (table: 'posting' | 'spending_entry') =>
    tables<BudgetTables>(tx)
      .selectFrom(table)
      .select(['contract_id', 'year'])
      .distinct()
      .where('town_id', '=', tx.actor.townId)
      .where('year', 'in', years)
      .where('contract_id', 'is not', null)
      .execute();
  const covered = new Map<string, { contractId: string; year: number; posted: boolean; given: boolean }>();
  const note = (contractId: string, year: number, by: 'posted' | 'given') => {
    const key = `${contractId} ${year}`;
    const known = covered.get(key) ?? { contractId, year, posted: false, given: false };
    covered.set(key, { ...known, [by]: true });
  };
  for (const row of await named('posting')) note(row.contract_id ?? '', row.year, 'posted');
  for (const row of await named('spending_entry')) note(row.contract_id ?? '', row.year, 'given');
  return [...covered.values()];
}

type PostingRow = BudgetTables['posting'];
type EntryRow = BudgetTables['spending_entry'];

/** The largest postings of a cell, and how many there are in all. */
export async function readCellPostings(
  tx: TownTx,
  year: number,
  area: PostingRow['cost_area'],
  limit: number,
): Promise<{ rows: PostingRow[]; total: number }> {
  const cell = tables<BudgetTables>(tx)
    .selectFrom('posting')
    .where('town_id', '=', tx.actor.townId)
    .where('year', '=', year)
    .where('cost_area', '=', area);
  const rows = await cell.selectAll().orderBy('amount_cents', 'desc').orderBy('id').limit(limit).execute();
  const { total } = await cell.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { rows, total };
}

export const readCellEntries = (tx: TownTx, year: number, area: EntryRow['cost_area']): Promise<EntryRow[]> =>
  tables<BudgetTables>(tx)
    .selectFrom('spending_entry')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('year', '=', year)
    .where('cost_area', '=', area)
    .orderBy('title')
    .execute();

/** What the guided entry has kept of these years. */
export const readGuided = (tx: TownTx, years: readonly number[]): Promise<EntryRow[]> =>
  tables<BudgetTables>(tx)
    .selectFrom('spending_entry')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('year', 'in', years)
    .where('item', '<>', '')
    .execute();

/** Postings to be changed together, held until the transaction ends. */
export const lockPostings = (tx: TownTx, ids: readonly string[]): Promise<PostingRow[]> =>
  tables<BudgetTables>(tx)
    .selectFrom('posting')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();

/** Whether the actor sees such a posting. */
export async function postingExists(tx: TownTx, id: string): Promise<boolean> {
  const found = await tables<BudgetTables>(tx)
    .selectFrom('posting')
    .select('id')
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', id)
    .executeTakeFirst();
  return found !== undefined;
}
