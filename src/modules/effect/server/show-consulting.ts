import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { effectContract as contract } from '../contract.ts';
import { hoursState } from '../domain/execution.ts';

type Line = RouteOutput<typeof contract.consulting>['contracts'][number];
type Named = Omit<Line, 'used' | 'left' | 'state' | 'months' | 'measures'>;
interface Used {
  contractId: string;
  month: string;
  id: string;
  number: number;
  title: string;
  hours: number;
}

/** Contracts with agreed hours or with work of consultants; a month counts under its own contract, else under that of its measure. */
export async function showConsulting(
  tx: TownTx,
  { contractId }: RouteInput<typeof contract.consulting>,
): Promise<RouteOutput<typeof contract.consulting>> {
  const town = tx.actor.townId;
  const { rows: used } = await sql<Used>`
    select coalesce(r.contract_id, m.consult_contract_id) as "contractId", r.month, m.id, m.number, m.title,
      r.consultant_hours as hours
    from measure_report r join measure m on m.town_id = r.town_id and m.id = r.measure_id
    where r.town_id = ${town} and r.consultant_hours > 0 and coalesce(r.contract_id, m.consult_contract_id) is not null
    order by r.month, m.number`.execute(tx.db);
  const { rows: contracts } = await sql<Named>`
    select c.id, c.number, c.title, c.partner, c.ends_on as "endsOn", c.hours, c.hour_rate_cents as "hourRateCents"
    from contract c where c.town_id = ${town} and ${contractId ? sql`c.id = ${contractId}` : sql`true`}
      and (c.hours is not null or c.id = any (${used.map((one) => one.contractId)}::uuid[])
        or exists (select from measure m where m.town_id = c.town_id and m.consult_contract_id = c.id))
    order by c.number`.execute(tx.db);
  return {
    contracts: contracts.map((named) =>
      lineOf(
        named,
        used.filter((one) => one.contractId === named.id),
      ),
    ),
  };
}

function lineOf(named: Named, used: readonly Used[]): Line {
  const total = sumOf(used);
  return {
    ...named,
    used: total,
    left: named.hours === null ? null : named.hours - total,
    state: hoursState(named.hours, total),
    months: [...Map.groupBy(used, ({ month }) => month)].map(([month, of]) => ({ month, hours: sumOf(of) })),
    measures: [...Map.groupBy(used, ({ id }) => id).values()]
      .flatMap((of) =>
        of.slice(0, 1).map(({ id, number, title }) => ({ id, number, title, hours: sumOf(of) })),
      )
      .sort((a, b) => a.number - b.number),
  };
}

const sumOf = (used: readonly { hours: number }[]): number => used.reduce((sum, { hours }) => sum + hours, 0);
