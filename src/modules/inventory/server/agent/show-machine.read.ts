import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { agentsContract as contract } from '../../contract-agents.ts';
import { type Section, TRACED } from '../../domain/machine-report.ts';
import { type OwnEntry, type Reported, supportEnds, supportEndsOf } from '../../domain/support-end.ts';
import { item } from '../kinds.ts';
import { supportTable } from '../support-table.ts';
import type { AgentTables, InventoryTables } from '../tables.ts';
import { shownLines, traceRows } from './machine-store.ts';

type View = RouteOutput<typeof contract.machine>;

/** Everything that was reported of an item but its programs, which are many. */
export async function showMachine(tx: TownTx, { id }: RouteInput<typeof contract.machine>): Promise<View> {
  const stored = await readRecord<InventoryTables['item']>(tx, item, id);
  const traces = await traceRows(tx, id);
  return {
    traces: TRACED.flatMap((field) => {
      const trace = traces.find((one) => one.field === field);
      if (!trace) return [];
      const { source, value, reported_at: reportedAt, since } = trace;
      return [{ field, source, value, reportedAt, since, byHand: stored[field] !== value }];
    }),
    sections: await sectionsOf(tx, id),
    agents: await agentsOf(tx, id),
    conflicts: await conflictsOf(tx, id),
    support: supportEndsOf(
      await reportedProducts(tx, id, stored.operating_system),
      supportEnds(await ownEntries(tx), supportTable()),
    ),
  };
}

async function sectionsOf(tx: TownTx, id: string): Promise<View['sections']> {
  const db = tables<AgentTables>(tx);
  const heads = await db
    .selectFrom('machine_section')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('item_id', '=', id)
    .orderBy('layer')
    .execute();
  const lines = await shownLines(tx, id);
  const { rows } = await sql<{
    layer: string;
    section: string;
    count: number;
  }>`select layer, section, count(*)::int
    from machine_detail where town_id = ${tx.actor.townId} and item_id = ${id} group by layer, section`.execute(
    tx.db,
  );
  return heads.map(({ section, layer, source, reported_at: reportedAt, since }) => ({
    section,
    layer,
    source,
    reportedAt,
    since,
    count: rows.find((one) => one.layer === layer && one.section === section)?.count ?? 0,
    lines: lines
      .filter((one) => one.section === section && one.layer === layer)
      .map(({ name, vendor, version, serial, mac, address, megabytes }) => ({
        name,
        vendor,
        version,
        serial,
        mac,
        address,
        megabytes,
      })),
  }));
}

async function agentsOf(tx: TownTx, id: string): Promise<View['agents']> {
  const { rows } = await sql<
    View['agents'][number]
  >`select device, program, last_at as "lastAt" from machine_agent
    where town_id = ${tx.actor.townId} and item_id = ${id} order by last_at desc limit 50`.execute(tx.db);
  return rows;
}

async function conflictsOf(tx: TownTx, id: string): Promise<View['conflicts']> {
  const { rows } = await sql<
    View['conflicts'][number]
  >`select device, uuid, last_at as "lastAt" from agent_refusal
    where town_id = ${tx.actor.townId} and item_id = ${id} and settled_at is null order by last_at desc limit 50`.execute(
    tx.db,
  );
  return rows;
}

/** The operating system with its release, and every program. */
async function reportedProducts(tx: TownTx, id: string, os: string): Promise<Reported[]> {
  const { rows } = await sql<{
    section: Section;
    name: string;
    version: string;
  }>`select section, name, release as version
    from machine_detail where town_id = ${tx.actor.townId} and item_id = ${id}
      and (section in ('software', 'database') or (section = 'system' and name = 'release'))`.execute(tx.db);
  const release = rows.find(({ section }) => section === 'system')?.version ?? '';
  const programs = rows.flatMap(({ section, name, version }): Reported[] =>
    section === 'system' ? [] : [{ of: 'software', name, version }],
  );
  return os ? [{ of: 'system', name: os, version: release }, ...programs] : programs;
}

async function ownEntries(tx: TownTx): Promise<OwnEntry[]> {
  const { rows } = await sql<OwnEntry>`select product, release, ends_on, source from support_end
    where town_id = ${tx.actor.townId}`.execute(tx.db);
  return rows;
}
