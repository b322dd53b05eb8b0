import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { sentence } from '#platform/http/errors';
import { type Row, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { agentsContract as contract } from '../../contract-agents.ts';

export async function listAgentTokens(tx: TownTx): Promise<RouteOutput<typeof contract.agentTokens>> {
  const { rows } =
    await sql<Row>`select k.id, k.name, k.created_at, k.revoked_at, count(distinct a.item_id)::int as machines, max(a.last_at) as last_at
    from agent_token k left join machine_agent a on a.town_id = k.town_id and a.token_id = k.id
    where k.town_id = ${tx.actor.townId} group by k.id, k.name, k.created_at, k.revoked_at
    order by k.revoked_at is not null, k.created_at desc`.execute(tx.db);
  return { tokens: rows.map((row) => toView(row)) };
}

export async function listAgents(tx: TownTx): Promise<RouteOutput<typeof contract.agents>> {
  const { rows } =
    await sql<Row>`select a.id, a.device, a.program, a.first_at, a.last_at, a.reports, coalesce(k.name, '') as token,
      json_build_object('id', i.id, 'number', i.number, 'name', i.name) as item
    from machine_agent a join item i on i.town_id = a.town_id and i.id = a.item_id
    left join agent_token k on k.town_id = a.town_id and k.id = a.token_id
    where a.town_id = ${tx.actor.townId} order by a.last_at desc, a.id limit 500`.execute(tx.db);
  const counted = await sql<{ total: number }>`select count(*)::int as total from machine_agent a
    join item i on i.town_id = a.town_id and i.id = a.item_id where a.town_id = ${tx.actor.townId}`.execute(
    tx.db,
  );
  return { agents: rows.map((row) => toView(row)), total: counted.rows[0]?.total ?? 0 };
}

export async function listRefusals(tx: TownTx): Promise<RouteOutput<typeof contract.agentRefusals>> {
  const { rows } = await sql<
    Row & { reason: string }
  >`select r.id, r.device, r.uuid, r.code as reason, r.address, r.first_at, r.last_at, r.times, r.settled_at,
      case when i.id is not null then json_build_object('id', i.id, 'number', i.number, 'name', i.name) end as item
    from agent_refusal r left join item i on i.town_id = r.town_id and i.id = r.item_id
    where r.town_id = ${tx.actor.townId} order by r.settled_at is not null, r.last_at desc, r.id limit 200`.execute(
    tx.db,
  );
  return {
    refusals: rows.map((row) => ({
      ...toView<RouteOutput<typeof contract.agentRefusals>['refusals'][number]>(row),
      text: sentence(`field_agent_${row.reason}`, {}, tx.actor.locale),
    })),
  };
}

export async function readSoftware(
  tx: TownTx,
  { id, q = '', limit = 200 }: RouteInput<typeof contract.software>,
): Promise<RouteOutput<typeof contract.software>> {
  const words = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<{ name: string; version: string; vendor: string; total: number }>`
    select name, release as version, vendor, count(*) over ()::int as total from machine_detail
    where town_id = ${tx.actor.townId} and item_id = ${id} and section = 'software' and name ilike ${words}
    order by lower(name), release, id limit ${limit}`.execute(tx.db);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}
