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

/** Who is asked about each measure: everybody with an address. */
type Asked = Map<string, Recipient[]>;

interface Answering extends Recipient {
  measureId: string;
  /** By name, by the role the measure names, as head of IT. */
  as: 'owner' | 'role' | 'head';
}

/** Who answers for each measure by the duty it names, else who heads IT. */
export const responsibleFor = (tx: TownTx, measureIds: readonly string[]): Promise<Asked> =>
  nearest(tx, measureIds, ['role', 'head']);

/** The owner of each measure where there is an address, else who answers for it by duty. */
export const ownerOrResponsible = (tx: TownTx, measureIds: readonly string[]): Promise<Asked> =>
  nearest(tx, measureIds, ['owner', 'role', 'head']);

/** Of each measure those who stand nearest to it, in this order; one question however many measures. */
async function nearest(
  tx: TownTx,
  measureIds: readonly string[],
  order: readonly Answering['as'][],
): Promise<Asked> {
  const { rows } = await sql<Answering>`
    select distinct m.id as "measureId", p.id, p.name, p.email as address, x.as from measure m
      cross join lateral (select m.owner_id as person_id, 'owner' as as
        union all select d.person_id, case when d.role = m.responsible_role then 'role' else 'head' end from duty d
          where d.town_id = m.town_id and d.role in (m.responsible_role, 'head_of_it')) x
      join person p on p.town_id = m.town_id and p.id = x.person_id and p.email <> ''
    where m.town_id = ${tx.actor.townId} and m.id = any (${[...measureIds]}::uuid[])
    order by p.name`.execute(tx.db);
  return new Map(
    [...Map.groupBy(rows, ({ measureId }) => measureId)].map(([measureId, all]) => {
      const first = order.find((as) => all.some((one) => one.as === as));
      return [
        measureId,
        all.filter((one) => one.as === first).map(({ id, name, address }) => ({ id, name, address })),
      ];
    }),
  );
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
