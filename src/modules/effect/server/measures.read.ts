import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

export interface MeasureLink {
  id: string;
  number: number;
  title: string;
  status: string;
}

/** Measures by id as pages name them; without ids all that are carried out or to be. */
export async function measureLinks(tx: TownTx, ids?: readonly string[]): Promise<Map<string, MeasureLink>> {
  const { rows } = await sql<MeasureLink>`select id, number, title, status from measure
    where town_id = ${tx.actor.townId} and ${ids ? sql`id = any (${[...ids]}::uuid[])` : sql`status <> 'rejected'`}
    order by number`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface Recipient {
  id: string;
  name: string;
  address: string;
}

/** A person of the town with an address; null without one. */
export async function personWithAddress(tx: TownTx, id: string): Promise<Recipient | null> {
  const { rows } = await sql<Recipient>`select id, name, email as address from person
    where town_id = ${tx.actor.townId} and id = ${id} and email <> ''`.execute(tx.db);
  return rows[0] ?? null;
}

/** Who answers for a measure by the duty it names, else who heads IT: everybody with an address. */
export async function responsibleFor(tx: TownTx, measureId: string): Promise<Recipient[]> {
  const { rows } = await sql<Recipient & { role: string }>`
    select distinct p.id, p.name, p.email as address, d.role from duty d
      join person p on p.town_id = d.town_id and p.id = d.person_id
      join measure m on m.town_id = d.town_id and m.id = ${measureId}
    where d.town_id = ${tx.actor.townId} and d.role in (m.responsible_role, 'head_of_it') and p.email <> ''
    order by p.name`.execute(tx.db);
  const { rows: named } = await sql<{ role: string }>`select responsible_role as role from measure
    where town_id = ${tx.actor.townId} and id = ${measureId}`.execute(tx.db);
  const own = rows.filter(({ role }) => role === named[0]?.role);
  return (own.length > 0 ? own : rows).map(({ id, name, address }) => ({ id, name, address }));
}

/** What was planned of a measure. */
export async function planned(
  tx: TownTx,
  id: string,
): Promise<{ cents: number; days: number; externalDays: number }> {
  const { rows } = await sql<{ cents: number; days: number; externalDays: number }>`
    select once_cost_cents as cents, effort_days as days, external_days as "externalDays" from measure
    where town_id = ${tx.actor.townId} and id = ${id}`.execute(tx.db);
  return rows[0] ?? { cents: 0, days: 0, externalDays: 0 };
}
