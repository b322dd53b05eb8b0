import { sql } from 'kysely';
import { contractName } from '#modules/budget';
import type { TownTx } from '#platform/tx';
import { HOURS } from '../domain/execution.ts';

/** A contract as a line of hours names it. */
export interface HoursContract {
  id: string;
  number: number;
  title: string;
  partner: string;
  hours: number | null;
  hourRateCents: number | null;
  /** Hours of the measures that are carried out under it. */
  planned: number;
}
/** Hours that a measure took of a contract in a month. */
export interface UsedHours {
  contractId: string;
  month: string;
  id: string;
  number: number;
  title: string;
  hours: number;
}

/** Hours of consultants by month, under all contracts or one: each under its own, else under that of its measure. */
export async function readUsedHours(tx: TownTx, only: string | undefined): Promise<UsedHours[]> {
  const { rows } = await sql<UsedHours>`
    select coalesce(r.contract_id, m.consult_contract_id) as "contractId", r.month, m.id, m.number, m.title,
      r.consultant_hours as hours
    from measure_report r join measure m on m.town_id = r.town_id and m.id = r.measure_id
    where r.town_id = ${tx.actor.townId} and r.consultant_hours > 0
      and coalesce(r.contract_id, m.consult_contract_id) ${only ? sql`= ${only}` : sql`is not null`}
    order by r.month, m.number`.execute(tx.db);
  return rows;
}

/** Contracts with agreed hours, with hours used, or named by a measure; or one of them. */
export async function readHoursContracts(
  tx: TownTx,
  used: readonly UsedHours[],
  only: string | undefined,
): Promise<HoursContract[]> {
  const { rows } = await sql<HoursContract>`
    select c.id, c.number, c.title, c.partner, c.hours, c.hour_rate_cents as "hourRateCents",
      (select coalesce(sum(m.external_days), 0) * ${HOURS}::int from measure m where m.town_id = c.town_id
        and m.consult_contract_id = c.id and m.status in ('decided', 'done')) as planned
    from contract c where c.town_id = ${tx.actor.townId} and ${only ? sql`c.id = ${only}` : sql`true`}
      and (c.hours is not null or c.id = any (${used.map((one) => one.contractId)}::uuid[])
        or exists (select from measure m where m.town_id = c.town_id and m.consult_contract_id = c.id))
    order by c.number`.execute(tx.db);
  return rows;
}

/** The contract of a month's hours, as lists name it; to be joined to alias `r`. */
export const reportJoins = {
  columns: sql`${contractName} as contract`,
  joins: sql`left join contract c on c.town_id = r.town_id and c.id = r.contract_id`,
};
