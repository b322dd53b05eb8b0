import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, lockRecord, readRecord, removeRecord } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { weekContract as contract } from '../contract-week.ts';
import { PHASES } from '../domain/rating.ts';
import { readGuests } from './gates.read.ts';
import { agendaEntry, agendaGuest, engagement } from './kinds.ts';
import type { AssessmentTables, WeekTables } from './tables.ts';

const words = z.object({ de: z.string().min(1), en: z.string().min(1) });
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const template = z
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
export function agendaTemplate(): z.infer<typeof template> {
  const file = join(import.meta.dirname, '../../../../catalogues/agenda/five-days.yaml');
  return template.parse(parse(readFileSync(file, 'utf8')));
}

/** Fills an agenda that has no entry yet. Refuses `agenda_not_empty`: nothing somebody entered is written over. */
export async function fillAgenda(
  tx: TownTx,
  { id }: RouteInput<typeof contract.fillAgenda>,
): Promise<RouteOutput<typeof contract.fillAgenda>> {
  // Two who press the button at once: the second sees the first one's entries.
  await lockRecord(tx, engagement, id);
  const before = await tables<AssessmentTables>(tx)
    .selectFrom('agenda_entry')
    .select('id')
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', id)
    .limit(1)
    .execute();
  if (before.length > 0) refuse('state', 'agenda_not_empty');
  const entries = agendaTemplate();
  for (const { title, participants, note, ...rest } of entries)
    await insertRecord(tx, agendaEntry, {
      engagement_id: id,
      ...rest,
      title: title[tx.actor.locale],
      participants: participants[tx.actor.locale],
      note: note?.[tx.actor.locale] ?? '',
    });
  return { added: entries.length };
}

export async function listGuests(
  tx: TownTx,
  { id }: RouteInput<typeof contract.guests>,
): Promise<RouteOutput<typeof contract.guests>> {
  await readRecord(tx, engagement, id);
  const guests = await readGuests(tx, id);
  return { guests: guests.map(({ entryId, personId, name }) => ({ entryId, personId, name })) };
}

/** Sets who comes to an entry; unknown people are refused at their field. */
export async function setGuests(
  tx: TownTx,
  { id, personIds }: RouteInput<typeof contract.setGuests>,
): Promise<RouteOutput<typeof contract.setGuests>> {
  await lockRecord(tx, agendaEntry, id);
  const before = await tables<WeekTables>(tx)
    .selectFrom('agenda_guest')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('agenda_entry_id', '=', id)
    .execute();
  const wanted = new Set(personIds);
  const gone = before.filter(({ person_id }) => !wanted.has(person_id));
  const fresh = [...wanted].filter((person) => !before.some(({ person_id }) => person_id === person));
  for (const guest of gone) await removeRecord(tx, agendaGuest, guest.id, { version: null });
  for (const person of fresh) await insertRecord(tx, agendaGuest, { agenda_entry_id: id, person_id: person });
  return { added: fresh.length, removed: gone.length };
}
