import { type RawBuilder, sql } from 'kysely';
import type { TownTx } from '#platform/tx';

export type LinkKind = 'findings' | 'goals' | 'developments' | 'needs';

const NAMED: Record<
  LinkKind,
  (tx: TownTx, ids: readonly string[]) => RawBuilder<{ id: string; name: string }>
> = {
  findings: (
    tx,
    ids,
  ) => sql`select id, 'F-' || lpad(number::text, 2, '0') || ' ' || title as name from finding
      where town_id = ${tx.actor.townId} and id = any(${ids}::uuid[]) order by number`,
  goals: (tx, ids) => sql`select id, 'Z-' || number || ' ' || title as name from goal
      where town_id = ${tx.actor.townId} and id = any(${ids}::uuid[]) order by number`,
  developments: (tx, ids) => sql`select id, title as name from development
      where town_id = ${tx.actor.townId} and id = any(${ids}::uuid[]) order by due_on nulls last, title`,
  needs: (tx, ids) => sql`select id, 'M-' || lpad(number::text, 2, '0') || ' ' || title as name from measure
      where town_id = ${tx.actor.townId} and id = any(${ids}::uuid[]) order by number`,
};

/** For every finding the one that says it now: itself, unless it has been merged. */
export async function keptFindings(tx: TownTx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; kept: string }>`select id, merged_into as kept from finding
    where town_id = ${tx.actor.townId} and id = any(${ids}::uuid[]) and merged_into is not null`.execute(
    tx.db,
  );
  const kept = new Map(rows.map((row) => [row.id, row.kept]));
  return ids.map((id) => kept.get(id) ?? id);
}

/** Number and title by id, in the order of the numbers, developments by date; what the actor cannot see is left out. */
export async function linkNames(
  tx: TownTx,
  kind: LinkKind,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await NAMED[kind](tx, ids).execute(tx.db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
