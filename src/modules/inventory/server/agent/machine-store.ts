import { sql } from 'kysely';
import { type TownTx, tables } from '#platform/tx';
import type {
  Detail,
  Layer,
  MachineReport,
  Section,
  Source,
  TracedField,
} from '../../domain/machine-report.ts';
import type { AgentTables } from '../tables.ts';

const db = (tx: TownTx) => tables<AgentTables>(tx);

/** Reports of one town follow each other, so that two of the same new machine make one. */
export async function waitForTurn(tx: TownTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('machine'), hashtext(${tx.actor.townId}))`.execute(tx.db);
}

export const traceRows = (tx: TownTx, itemId: string) =>
  db(tx)
    .selectFrom('item_trace')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('item_id', '=', itemId)
    .execute();

/** What a source says of a field now; `since` stays where the value is the same. */
export async function keepTraces(
  tx: TownTx,
  itemId: string,
  source: Source,
  values: Readonly<Partial<Record<TracedField, string>>>,
): Promise<void> {
  const given = Object.entries(values).map(([field, value]) => ({ id: tx.newId(), field, value }));
  if (given.length === 0) return;
  await sql`insert into item_trace (town_id, id, item_id, field, source, value, reported_at, since)
    select ${tx.actor.townId}::uuid, g.id, ${itemId}::uuid, g.field, ${source}, g.value, ${tx.now}::timestamptz, ${tx.now}::timestamptz
    from json_to_recordset(${JSON.stringify(given)}::json) as g (id uuid, field text, value text)
    on conflict (town_id, item_id, field) do update set source = excluded.source, value = excluded.value,
      reported_at = excluded.reported_at,
      since = case when item_trace.value = excluded.value then item_trace.since else excluded.since end`.execute(
    tx.db,
  );
}

export const machineOf = (tx: TownTx, itemId: string) =>
  db(tx)
    .selectFrom('machine')
    .select(['id', 'uuid'])
    .where('town_id', '=', tx.actor.townId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();

export async function keepMachine(tx: TownTx, itemId: string, uuid: string): Promise<void> {
  await sql`insert into machine (town_id, id, item_id, uuid, created_at)
    values (${tx.actor.townId}, ${tx.newId()}, ${itemId}, ${uuid}, ${tx.now})
    on conflict (town_id, item_id) do update set uuid = excluded.uuid
      where machine.uuid is distinct from excluded.uuid and excluded.uuid <> ''`.execute(tx.db);
}

/** The heartbeat of an agent. */
export async function keepAgent(
  tx: TownTx,
  itemId: string,
  { device, program }: MachineReport,
  tokenId: string | null,
): Promise<void> {
  if (!device) return;
  await sql`insert into machine_agent (town_id, id, item_id, device, program, token_id, first_at, last_at)
    values (${tx.actor.townId}, ${tx.newId()}, ${itemId}, ${device}, ${program}, ${tokenId}, ${tx.now}, ${tx.now})
    on conflict (town_id, device) do update set program = excluded.program, token_id = excluded.token_id,
      last_at = excluded.last_at, reports = machine_agent.reports + 1`.execute(tx.db);
}

export const sectionRows = (tx: TownTx, itemId: string, layer: Layer) =>
  db(tx)
    .selectFrom('machine_section')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('item_id', '=', itemId)
    .where('layer', '=', layer)
    .execute();

export async function keepSections(
  tx: TownTx,
  itemId: string,
  source: Source,
  layer: Layer,
  digests: readonly { section: Section; digest: string }[],
): Promise<void> {
  const given = digests.map((one) => ({ id: tx.newId(), ...one }));
  await sql`insert into machine_section (town_id, id, item_id, layer, section, source, digest, reported_at, since)
    select ${tx.actor.townId}::uuid, g.id, ${itemId}::uuid, ${layer}, g.section, ${source}, g.digest, ${tx.now}::timestamptz,
      ${tx.now}::timestamptz from json_to_recordset(${JSON.stringify(given)}::json) as g (id uuid, section text, digest text)
    on conflict (town_id, item_id, layer, section) do update set source = excluded.source, digest = excluded.digest,
      reported_at = excluded.reported_at,
      since = case when machine_section.digest = excluded.digest then machine_section.since else excluded.since end`.execute(
    tx.db,
  );
}

/** The columns of a line; what others call its version, the table calls release. */
const DETAIL = ['name', 'vendor', 'release as version', 'serial', 'mac', 'address', 'megabytes'] as const;

export const detailRows = (tx: TownTx, itemId: string, layer: Layer, sections: readonly Section[]) =>
  db(tx)
    .selectFrom('machine_detail')
    .select(['id', 'section', ...DETAIL])
    .where('town_id', '=', tx.actor.townId)
    .where('item_id', '=', itemId)
    .where('layer', '=', layer)
    .where('section', 'in', sections)
    .execute();

/** Every line but those of programs, which are many. */
export const shownLines = (tx: TownTx, itemId: string) =>
  db(tx)
    .selectFrom('machine_detail')
    .select(['layer', 'section', ...DETAIL])
    .where('town_id', '=', tx.actor.townId)
    .where('item_id', '=', itemId)
    .where('section', '<>', 'software')
    .orderBy('name')
    .limit(5_000)
    .execute();

export async function dropDetails(tx: TownTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from machine_detail where town_id = ${tx.actor.townId} and id = any (${[...ids]}::uuid[])`.execute(
    tx.db,
  );
}

export async function addDetails(
  tx: TownTx,
  itemId: string,
  layer: Layer,
  details: readonly (Detail & { section: Section })[],
): Promise<void> {
  for (let at = 0; at < details.length; at += 5_000) {
    const given = details.slice(at, at + 5_000).map((one) => ({ id: tx.newId(), ...one }));
    await sql`insert into machine_detail (town_id, id, item_id, layer, section, name, vendor, release, serial, mac, address,
        megabytes)
      select ${tx.actor.townId}::uuid, g.id, ${itemId}::uuid, ${layer}, g.section, g.name, g.vendor, g.version, g.serial, g.mac,
        g.address, g.megabytes
      from json_to_recordset(${JSON.stringify(given)}::json) as g (id uuid, section text, name text, vendor text,
        version text, serial text, mac text, address text, megabytes bigint)`.execute(tx.db);
  }
}

/** Notes that a report was not taken; the same again is counted, not listed anew. */
export async function keepRefusal(
  tx: TownTx,
  said: {
    reason: string;
    device: string;
    uuid: string;
    itemId: string | null;
    tokenId: string | null;
    address: string;
  },
): Promise<void> {
  await sql`insert into agent_refusal (town_id, id, token_id, device, item_id, uuid, code, address, first_at, last_at)
    values (${tx.actor.townId}, ${tx.newId()}, ${said.tokenId}, ${said.device}, ${said.itemId}, ${said.uuid}, ${said.reason},
      ${said.address}, ${tx.now}, ${tx.now})
    on conflict (town_id, device, code, uuid) do update set last_at = excluded.last_at, times = agent_refusal.times + 1,
      address = excluded.address, item_id = excluded.item_id, token_id = excluded.token_id, settled_at = null`.execute(
    tx.db,
  );
}
