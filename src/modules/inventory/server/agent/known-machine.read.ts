import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';
import { addressesOf, type MachineReport, macsOf } from '../../domain/machine-report.ts';

interface Known {
  itemId: string;
  /** The system's UUID as known so far. */
  uuid: string;
  /** What it was recognised by. */
  by: 'device' | 'uuid' | 'serial' | 'mac' | 'address';
}

/**
 * The machine a report speaks of, as it was known before: by the agent's identity, the system's UUID, the serial number,
 * the name with a hardware address, at last (from outside only) by its network address. What contradicts is another one.
 */
export async function knownMachine(tx: TownTx, report: MachineReport): Promise<Known | null> {
  return (
    (await byDevice(tx, report)) ??
    (await byUuid(tx, report)) ??
    (await bySerial(tx, report)) ??
    (await byMac(tx, report)) ??
    (await byAddress(tx, report))
  );
}

const found = (rows: { item_id: string; uuid: string | null }[], by: Known['by']): Known | null =>
  rows[0] ? { itemId: rows[0].item_id, uuid: rows[0].uuid ?? '', by } : null;

type Found = { item_id: string; uuid: string | null };

async function byDevice(tx: TownTx, { device }: MachineReport): Promise<Known | null> {
  if (!device) return null;
  const { rows } = await sql<Found>`select a.item_id, m.uuid from machine_agent a
    left join machine m on m.town_id = a.town_id and m.item_id = a.item_id
    where a.town_id = ${tx.actor.townId} and a.device = ${device}`.execute(tx.db);
  return found(rows, 'device');
}

async function byUuid(tx: TownTx, { uuid }: MachineReport): Promise<Known | null> {
  if (!uuid) return null;
  const { rows } = await sql<Found>`select item_id, uuid from machine
    where town_id = ${tx.actor.townId} and uuid = ${uuid} order by created_at limit 1`.execute(tx.db);
  return found(rows, 'uuid');
}

/** Also an entry made by hand, or by a list that was imported. */
async function bySerial(tx: TownTx, { uuid, fields }: MachineReport): Promise<Known | null> {
  const serial = fields.serial_number;
  if (!serial) return null;
  const vendor = fields.vendor?.split(/[ ,.-]/)[0] ?? '';
  const { rows } = await sql<Found>`select i.id as item_id, m.uuid from item i
    left join machine m on m.town_id = i.town_id and m.item_id = i.id
    left join item_trace v on v.town_id = i.town_id and v.item_id = i.id and v.field = 'vendor'
    where i.town_id = ${tx.actor.townId}
      and (i.serial_number = ${serial} or exists (select from item_trace t where t.town_id = i.town_id and t.item_id = i.id
        and t.field = 'serial_number' and t.value = ${serial}))
      and (${uuid} = '' or coalesce(m.uuid, '') in ('', ${uuid}))
      and (${vendor} = '' or coalesce(v.value, '') = '' or lower(v.value) like lower(${`${vendor}%`}))
    order by i.created_at limit 1`.execute(tx.db);
  return found(rows, 'serial');
}

/** The part of a name that stays the same within and outside a domain. */
const shortName = (name: string): string =>
  (/^[\d.:]+$/.test(name) ? name : (name.split('.')[0] ?? name)).toLowerCase();

/**
 * A hardware address alone may belong to a docking station: with it either the name agrees, or one side has only been
 * seen from outside.
 */
async function byMac(tx: TownTx, report: MachineReport): Promise<Known | null> {
  const macs = macsOf(report);
  if (macs.length === 0) return null;
  const { rows } = await sql<Found>`select i.id as item_id, m.uuid from machine_detail d
    join item i on i.town_id = d.town_id and i.id = d.item_id
    left join machine m on m.town_id = i.town_id and m.item_id = i.id
    left join item_trace n on n.town_id = i.town_id and n.item_id = i.id and n.field = 'name'
    left join item_trace s on s.town_id = i.town_id and s.item_id = i.id and s.field = 'serial_number'
    where d.town_id = ${tx.actor.townId} and d.mac = any (${macs}) and d.section = 'interface'
      and ${agrees(report)}
      and (${!report.device} or lower(split_part(coalesce(n.value, i.name), '.', 1)) = ${shortName(report.fields.name)}
        or lower(coalesce(n.value, i.name)) = ${shortName(report.fields.name)}
        or not exists (select from machine_agent a where a.town_id = i.town_id and a.item_id = i.id))
    order by i.created_at limit 1`.execute(tx.db);
  return found(rows, 'mac');
}

const agrees = ({
  uuid,
  fields,
}: MachineReport) => sql`(${uuid} = '' or coalesce(m.uuid, '') in ('', ${uuid}))
  and (${fields.serial_number ?? ''} = '' or coalesce(s.value, '') in ('', ${fields.serial_number ?? ''}))`;

/** Addresses that controllers of wireless networks give themselves everywhere. */
const SHARED_ADDRESSES = ['1.1.1.1', '192.0.2.1'];

/** Seen from outside without a hardware address, as beyond a router: the address, and a name that does not contradict. */
async function byAddress(tx: TownTx, report: MachineReport): Promise<Known | null> {
  const addresses = addressesOf(report);
  if (report.device || addresses.length === 0) return null;
  const name = shortName(report.fields.name);
  const { rows } = await sql<Found>`select i.id as item_id, m.uuid from machine_detail d
    join item i on i.town_id = d.town_id and i.id = d.item_id
    left join machine m on m.town_id = i.town_id and m.item_id = i.id
    left join item_trace n on n.town_id = i.town_id and n.item_id = i.id and n.field = 'name'
    left join item_trace s on s.town_id = i.town_id and s.item_id = i.id and s.field = 'serial_number'
    where d.town_id = ${tx.actor.townId} and d.section = 'interface'
      and string_to_array(d.address, ', ') && ${addresses}::text[] and ${agrees(report)}
      and (d.layer = 'scan' or not (${addresses}::text[] && ${SHARED_ADDRESSES}::text[]))
      and (d.mac = '' or ${macsOf(report).length === 0})
      and (${addresses.includes(report.fields.name)} or string_to_array(d.address, ', ') @> array[coalesce(n.value, i.name)]
        or lower(split_part(coalesce(n.value, i.name), '.', 1)) = ${name})
    order by d.mac = '' desc, i.created_at limit 1`.execute(tx.db);
  return found(rows, 'address');
}
