import { createHash } from 'node:crypto';
import { writeJournal } from '#platform/journal';
import { insertRecord, type Row, readRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import {
  type Detail,
  layerOf,
  type MachineReport,
  outranks,
  SECTIONS,
  type Section,
  TRACED,
  type TracedField,
} from '../../domain/machine-report.ts';
import { item } from '../kinds.ts';
import { knownMachine } from './known-machine.read.ts';
import {
  addDetails,
  detailRows,
  dropDetails,
  keepAgent,
  keepMachine,
  keepSections,
  keepTraces,
  machineOf,
  sectionRows,
  traceRows,
  waitForTurn,
} from './machine-store.ts';

/** A report that contradicts what is known of its machine. */
export class ContradictingReport extends Error {
  readonly itemId: string;
  constructor(itemId: string) {
    super('uuid_conflict');
    this.name = 'ContradictingReport';
    this.itemId = itemId;
  }
}

export interface Taken {
  itemId: string;
  became: 'created' | 'updated' | 'same';
}

/**
 * Stores what a report says of its machine. An item field that somebody set by hand stays; what the report says of it is
 * remembered. Equal reports change neither version nor journal. Throws {@link ContradictingReport} when an agent's
 * identity suddenly speaks for another system.
 */
export async function takeReport(tx: TownTx, report: MachineReport, tokenId: string | null): Promise<Taken> {
  await waitForTurn(tx);
  const known = await knownMachine(tx, report);
  if (known?.by === 'device' && known.uuid && report.uuid && known.uuid !== report.uuid)
    throw new ContradictingReport(known.itemId);
  const itemId = known?.itemId ?? (await newItem(tx, report));
  const changed = known ? await changeItem(tx, itemId, report) : true;
  if (!known) await keepTraces(tx, itemId, report.source, report.fields);
  if (report.source !== 'snmp' && report.source !== 'scan')
    await keepMachine(tx, itemId, report.uuid || ((await machineOf(tx, itemId))?.uuid ?? ''));
  await keepAgent(tx, itemId, report, tokenId);
  const told = await changeDetails(tx, itemId, report);
  if (!known) return { itemId, became: 'created' };
  return { itemId, became: changed || told ? 'updated' : 'same' };
}

async function newItem(tx: TownTx, { fields }: MachineReport): Promise<string> {
  return (await insertRecord(tx, item, { ...fields })).id;
}

/** The fields of the item follow the best source; where they differ from what it said last, somebody set them by hand. */
async function changeItem(tx: TownTx, itemId: string, report: MachineReport): Promise<boolean> {
  const stored = await readRecord(tx, item, itemId);
  const before = new Map((await traceRows(tx, itemId)).map((trace) => [trace.field, trace]));
  const patch: Row = {};
  const told: Partial<Record<TracedField, string>> = {};
  for (const field of TRACED) {
    const value = report.fields[field];
    const trace = before.get(field);
    if (!value || (trace && outranks(trace.source, report.source))) continue;
    // A scan that is less sure than before does not forget what it knew.
    if (field === 'kind' && value === 'other' && trace) continue;
    told[field] = value;
    const byHand = trace ? stored[field] !== trace.value : stored[field] !== '';
    if (!byHand && stored[field] !== value) patch[field] = value;
  }
  await keepTraces(tx, itemId, report.source, told);
  if (Object.keys(patch).length === 0) return false;
  await updateRecord(tx, item, itemId, patch, { event: 'reported', version: null });
  return true;
}

const digestOf = (details: readonly Detail[]): string =>
  createHash('sha256').update(JSON.stringify(details)).digest('base64url');

/** Lines of the sections that the report speaks of; a whole report speaks of all that its source ever named. */
async function changeDetails(tx: TownTx, itemId: string, report: MachineReport): Promise<boolean> {
  const layer = layerOf(report.source);
  const sections = new Map(
    await sectionRows(tx, itemId, layer).then((rows) => rows.map((r) => [r.section, r.digest])),
  );
  const given = { ...report.sections };
  if (!report.partial) for (const section of sections.keys()) given[section] ??= [];
  if (report.partial && given.system) given.system = await withKnownFacts(tx, itemId, layer, given.system);
  const digests = SECTIONS.flatMap((section) => {
    const details = given[section];
    return details && (details.length > 0 || sections.has(section))
      ? [{ section, digest: digestOf(details) }]
      : [];
  });
  if (digests.length > 0) await keepSections(tx, itemId, report.source, layer, digests);
  const fresh = digests
    .filter(({ section, digest }) => sections.get(section) !== digest)
    .map(({ section }) => section);
  if (fresh.length === 0) return false;
  const before = await detailRows(tx, itemId, layer, fresh);
  const changes: Record<string, readonly [string | null, string | null]> = {};
  const gone: string[] = [];
  const added: (Detail & { section: Section })[] = [];
  for (const section of fresh) {
    const now = new Map((given[section] ?? []).map((one) => [keyOf(one), one]));
    const old = before.filter((one) => one.section === section);
    const left = old.filter((one) => !now.delete(keyOf(one)));
    gone.push(...left.map(({ id }) => id));
    added.push(...[...now.values()].map((one) => ({ section, ...one })));
    if (left.length + now.size > 0) changes[section] = [told(left), told([...now.values()])];
  }
  await dropDetails(tx, gone);
  await addDetails(tx, itemId, layer, added);
  if (Object.keys(changes).length === 0) return false;
  await writeJournal(tx, { event: 'item.details_reported', kind: 'item', recordId: itemId, changes });
  return true;
}

/** A partial report that names three facts leaves the others standing. */
async function withKnownFacts(
  tx: TownTx,
  itemId: string,
  layer: ReturnType<typeof layerOf>,
  now: readonly Detail[],
): Promise<Detail[]> {
  const named = new Set(now.map(({ name }) => name));
  const before = (await detailRows(tx, itemId, layer, ['system'])).filter(({ name }) => !named.has(name));
  return [...before.map(plain), ...now].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const plain = ({ name, vendor, version, serial, mac, address, megabytes }: Detail): Detail => ({
  name,
  vendor,
  version,
  serial,
  mac,
  address,
  megabytes,
});
const keyOf = (one: Detail): string => JSON.stringify(plain(one));

const TOLD_LETTERS = 2_000;

/** Lines as the story tells them: the first of very many, and how many more. */
function told(lines: readonly Detail[]): string | null {
  if (lines.length === 0) return null;
  const parts: string[] = [];
  let letters = 0;
  for (const { name, version, address } of lines) {
    const part = [name, version, address].filter(Boolean).join(' ');
    letters += part.length + 2;
    if (letters > TOLD_LETTERS) break;
    parts.push(part);
  }
  const more = lines.length - parts.length;
  return parts.join(', ') + (more > 0 ? ` … +${more}` : '');
}
