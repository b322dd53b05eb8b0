import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecords } from '#platform/record-batches';
import { insertRecord, lockRecord, readRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { agendaContract as contract } from '../contract-agenda.ts';
import { PHASES } from '../domain/rating.ts';
import { agendaEntry, agendaTemplate, engagement } from './kinds.ts';
import { listAgenda, ownAgendaTemplate } from './store.ts';

const words = z.object({ de: z.string().min(1), en: z.string().min(1) });
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const shipped = z
  .array(
    z
      .object({
        day: z.int().min(1).max(5),
        starts: clock,
        ends: clock,
        phase: z.enum(PHASES),
        title: words,
        participants: words,
        note: words.optional(),
      })
      .strict()
      .refine(({ starts, ends }) => starts < ends, 'ends before it starts'),
  )
  .min(5);

/** The template of five days; a fault in it ends the start of whoever reads it with its place. */
export function shippedTemplate(): z.infer<typeof shipped> {
  const file = join(import.meta.dirname, '../../../../catalogues/agenda/five-days.yaml');
  return shipped.parse(parse(readFileSync(file, 'utf8')));
}

/** An entry as the town keeps it in its own template: in its own words, without guests. */
const kept = z.object({
  day: z.int(),
  starts: z.string(),
  ends: z.string(),
  phase: z.enum(PHASES),
  title: z.string(),
  place: z.string(),
  participants: z.string(),
  note: z.string(),
});
type Kept = z.infer<typeof kept>;

/** Whether the town keeps a template of its own. */
export async function showAgendaTemplate(tx: TownTx): Promise<RouteOutput<typeof contract.agendaTemplate>> {
  const own = await ownAgendaTemplate(tx);
  return { own: own ? { entries: z.array(kept).parse(own.entries).length, savedAt: own.updated_at } : null };
}

/** Keeps the agenda of a week as the town's template. Refuses `agenda_empty`. */
export async function saveAgendaTemplate(
  tx: TownTx,
  { id }: RouteInput<typeof contract.saveAgendaTemplate>,
): Promise<RouteOutput<typeof contract.saveAgendaTemplate>> {
  await readRecord(tx, engagement, id);
  const entries = z.array(kept).parse(await listAgenda(tx, id));
  if (entries.length === 0) refuse('state', 'agenda_empty');
  const own = await ownAgendaTemplate(tx);
  const values = { entries: JSON.stringify(entries) };
  if (own) await updateRecord(tx, agendaTemplate, own.id, values, { version: null });
  else await insertRecord(tx, agendaTemplate, values);
  return { entries: entries.length };
}

/**
 * Fills an agenda that has no entry yet. Refuses `agenda_not_empty`: nothing somebody entered is written over, and
 * `no_own_template` where the town keeps none.
 */
export async function fillAgenda(
  tx: TownTx,
  { id, template = 'shipped' }: RouteInput<typeof contract.fillAgenda>,
): Promise<RouteOutput<typeof contract.fillAgenda>> {
  // Two who press the button at once: the second sees the first one's entries.
  await lockRecord(tx, engagement, id);
  if ((await listAgenda(tx, id)).length > 0) refuse('state', 'agenda_not_empty');
  const entries = template === 'own' ? await ownEntries(tx) : shippedEntries(tx);
  await insertRecords(
    tx,
    agendaEntry,
    entries.map((entry) => ({ engagement_id: id, ...entry })),
  );
  return { added: entries.length };
}

async function ownEntries(tx: TownTx): Promise<Kept[]> {
  const own = (await ownAgendaTemplate(tx)) ?? refuse('state', 'no_own_template');
  return z.array(kept).parse(own.entries);
}

const shippedEntries = ({ actor: { locale } }: TownTx): Kept[] =>
  shippedTemplate().map(({ title, participants, note, ...rest }) => ({
    ...rest,
    title: title[locale],
    place: '',
    participants: participants[locale],
    note: note?.[locale] ?? '',
  }));
