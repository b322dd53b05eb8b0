import { EDITORS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecords } from '#platform/record-batches';
import { lockRecord, readRecord, removeRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { agendaContract as contract } from '../contract-agenda.ts';
import { readGuests } from './agenda.read.ts';
import { agendaEntry, agendaGuest, engagement } from './kinds.ts';
import { guestsOfEntries } from './store.ts';

/** Who comes to what; addresses only for who may invite. */
export async function listGuests(
  tx: TownTx,
  { id }: RouteInput<typeof contract.guests>,
): Promise<RouteOutput<typeof contract.guests>> {
  await readRecord(tx, engagement, id);
  const invites = tx.actor.functions.some((fn) => EDITORS.includes(fn));
  const guests = await readGuests(tx, id);
  return { guests: guests.map((guest) => (invites ? guest : { ...guest, email: '' })) };
}

/** Sets who comes to an entry; unknown people and an address entered twice are refused at their field. */
export async function setGuests(
  tx: TownTx,
  { id, personIds, others }: RouteInput<typeof contract.setGuests>,
): Promise<RouteOutput<typeof contract.setGuests>> {
  await lockRecord(tx, agendaEntry, id);
  const keys = others?.map(({ email }) => email.toLowerCase()) ?? [];
  const twice = keys.findIndex((key, at) => keys.indexOf(key) < at);
  if (twice >= 0) refuse('invalid', 'invalid_input', [{ path: `others.${twice}.email`, code: 'duplicate' }]);
  const before = await guestsOfEntries(tx, [id]);
  const people = new Set(personIds);
  const stays = ({ person_id, email, name }: (typeof before)[number]): boolean => {
    if (person_id !== null) return people.has(person_id);
    return (
      others === undefined ||
      others.some((other) => other.email.toLowerCase() === email.toLowerCase() && other.name === name)
    );
  };
  const gone = before.filter((guest) => !stays(guest));
  const known = before.filter(stays);
  const fresh = [
    ...[...people]
      .filter((person) => !known.some(({ person_id }) => person_id === person))
      .map((person_id) => ({ person_id, name: '', email: '' })),
    ...(others ?? [])
      .filter(({ email }) => !known.some((guest) => guest.email.toLowerCase() === email.toLowerCase()))
      .map((other) => ({ person_id: null, ...other })),
  ];
  for (const guest of gone) await removeRecord(tx, agendaGuest, guest.id, { version: null });
  await insertRecords(
    tx,
    agendaGuest,
    fresh.map((guest) => ({ agenda_entry_id: id, ...guest })),
  );
  return { added: fresh.length, removed: gone.length };
}

/** Notes what a guest told the team; answers by mail are not read. */
export async function noteAnswer(
  tx: TownTx,
  { id, answer }: RouteInput<typeof contract.noteAnswer>,
): Promise<RouteOutput<typeof contract.noteAnswer>> {
  await updateRecord(tx, agendaGuest, id, { answer }, { event: 'answered', version: null });
  return { answer };
}
