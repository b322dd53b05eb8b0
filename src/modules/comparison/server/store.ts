import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import type { TownTx } from '#platform/tx';

export interface Membership {
  id: string;
  version: number;
  agreed_on: string;
}
export interface KeptValue {
  figure: string;
  year: number;
  value: number;
  taken_on: string;
}
export interface QuartileRow {
  figure: string;
  year: number;
  towns: number;
  low: number;
  middle: number;
  high: number;
}

/** Whoever decides about taking part at the same time waits. */
export async function lockTown(tx: TownTx): Promise<void> {
  await sql`select id from town where id = ${tx.actor.townId} for update`.execute(tx.db);
}

export const findMembership = async (tx: TownTx): Promise<Membership | null> =>
  (
    await sql<Membership>`select id, version, agreed_on from comparison_membership
      where town_id = ${tx.actor.townId}`.execute(tx.db)
  ).rows[0] ?? null;

/** The newest value of each figure. */
export const newestValues = async (tx: TownTx): Promise<KeptValue[]> =>
  (
    await sql<KeptValue>`select distinct on (figure) figure, year, value, taken_on from comparison_value
      where town_id = ${tx.actor.townId} order by figure, year desc`.execute(tx.db)
  ).rows;

/** Keeps what the town brings in the year of the transaction, and nothing else of that year. */
export async function keepValues(
  tx: TownTx,
  values: readonly { figure: string; value: number }[],
): Promise<void> {
  const today = localDateOf(tx.now);
  const year = Number(today.slice(0, 4));
  const rows = JSON.stringify(values);
  await sql`delete from comparison_value where town_id = ${tx.actor.townId} and year = ${year}
    and figure not in (select figure from json_to_recordset(${rows}::json) as g(figure text))`.execute(tx.db);
  await sql`insert into comparison_value (town_id, figure, year, value, taken_on)
    select ${tx.actor.townId}, g.figure, ${year}, g.value, ${today}
      from json_to_recordset(${rows}::json) as g(figure text, value double precision)
    on conflict (town_id, figure, year) do update set value = excluded.value, taken_on = excluded.taken_on`.execute(
    tx.db,
  );
}

export async function dropValues(tx: TownTx): Promise<void> {
  await sql`delete from comparison_value where town_id = ${tx.actor.townId}`.execute(tx.db);
}

/** Quartiles over whole pools, of this year or the last. */
export const readQuartiles = async (tx: TownTx): Promise<QuartileRow[]> =>
  (
    await sql<QuartileRow>`select figure, year, towns, low, middle, high
      from app.door_comparison(${Number(localDateOf(tx.now).slice(0, 4))})`.execute(tx.db)
  ).rows;
