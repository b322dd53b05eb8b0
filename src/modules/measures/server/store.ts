import { sql } from 'kysely';
import type { StoredRow } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { DecisionOutcome, Needs } from '../domain/measure.ts';
import type { MeasuresTables } from './tables.ts';

export interface LinkRow {
  id: string;
  target: string;
}

/** Rows behind the links of one measure, by kind. */
export async function loadLinkRows(
  tx: TownTx,
  measureId: string,
): Promise<Record<'findings' | 'goals' | 'developments' | 'needs', LinkRow[]>> {
  const db = tables<MeasuresTables>(tx);
  const town = tx.actor.townId;
  return {
    findings: await db
      .selectFrom('measure_finding')
      .select(['id', 'finding_id as target'])
      .where('town_id', '=', town)
      .where('measure_id', '=', measureId)
      .execute(),
    goals: await db
      .selectFrom('measure_goal')
      .select(['id', 'goal_id as target'])
      .where('town_id', '=', town)
      .where('measure_id', '=', measureId)
      .execute(),
    developments: await db
      .selectFrom('measure_development')
      .select(['id', 'development_id as target'])
      .where('town_id', '=', town)
      .where('measure_id', '=', measureId)
      .execute(),
    needs: await db
      .selectFrom('measure_dependency')
      .select(['id', 'needs_id as target'])
      .where('town_id', '=', town)
      .where('measure_id', '=', measureId)
      .execute(),
  };
}

/** The link of a measure with one finding or goal, or undefined. */
export async function findLink(
  tx: TownTx,
  kind: 'finding' | 'goal',
  measureId: string,
  targetId: string,
): Promise<{ id: string; strength: number } | undefined> {
  const table = sql.table(`measure_${kind}`);
  const { rows } = await sql<{ id: string; strength: number }>`select id, strength from ${table}
    where town_id = ${tx.actor.townId} and measure_id = ${measureId} and ${sql.ref(`${kind}_id`)} = ${targetId}`.execute(
    tx.db,
  );
  return rows[0];
}

/** One at a time in a town: two that each link their own measure could close a circle that neither sees. */
export async function lockNeeds(tx: TownTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('measure_dependency'), hashtext(${tx.actor.townId}))`.execute(
    tx.db,
  );
}

/** Who needs whom among all measures of the town. */
export async function loadNeeds(tx: TownTx): Promise<Needs> {
  const rows = await tables<MeasuresTables>(tx)
    .selectFrom('measure_dependency')
    .select(['measure_id', 'needs_id'])
    .where('town_id', '=', tx.actor.townId)
    .execute();
  const needs = new Map<string, string[]>();
  for (const row of rows) needs.set(row.measure_id, [...(needs.get(row.measure_id) ?? []), row.needs_id]);
  return needs;
}

/** Numbers of measures by id, for messages. */
export async function measureNumbers(tx: TownTx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tables<MeasuresTables>(tx)
    .selectFrom('measure')
    .select(['id', 'number'])
    .where('town_id', '=', tx.actor.townId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.number]));
}

export type FindingLinkRow = StoredRow<MeasuresTables['measure_finding']>;

/** Links of findings that become one, those of the kept one first; kept from others until the transaction ends. */
export async function linksForMerge(
  tx: TownTx,
  from: readonly string[],
  to: string,
): Promise<FindingLinkRow[]> {
  const { rows } = await sql<FindingLinkRow>`select * from measure_finding
    where town_id = ${tx.actor.townId} and finding_id = any (${[...from, to]}::uuid[])
    order by (finding_id = ${to}) desc, created_at, id for update`.execute(tx.db);
  return rows;
}

/** All links with findings of the measures that answer one. */
export async function findingLinksBeside(tx: TownTx, findingId: string): Promise<FindingLinkRow[]> {
  const { rows } =
    await sql<FindingLinkRow>`select l.* from measure_finding l where l.town_id = ${tx.actor.townId}
    and l.measure_id in (select o.measure_id from measure_finding o
      where o.town_id = l.town_id and o.finding_id = ${findingId})`.execute(tx.db);
  return rows;
}

/** All links with findings of the given measures. */
export async function findingLinksOf(tx: TownTx, measureIds: readonly string[]): Promise<FindingLinkRow[]> {
  const { rows } = await sql<FindingLinkRow>`select * from measure_finding where town_id = ${tx.actor.townId}
    and measure_id = any (${[...measureIds]}::uuid[]) order by id`.execute(tx.db);
  return rows;
}

/** Outcomes of the decisions about a measure that hold beside the given one, the newest first. */
export async function outcomesBeside(
  tx: TownTx,
  measureId: string,
  decisionId: string,
): Promise<DecisionOutcome[]> {
  const rows = await tables<MeasuresTables>(tx)
    .selectFrom('measure_decision')
    .select('outcome')
    .where('town_id', '=', tx.actor.townId)
    .where('measure_id', '=', measureId)
    .where('id', '!=', decisionId)
    .where('withdrawn_on', 'is', null)
    .orderBy('decided_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ outcome }) => outcome);
}
