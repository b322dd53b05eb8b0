import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { addDays, localDateOf } from '#kernel/dates';
import {
  answerTicket,
  assignTicket,
  fileRequest,
  noteTicket,
  parkTicket,
  stepTicket,
  takeTicket,
  ticketsKinds,
} from '#modules/tickets';
import { insertRecord } from '#platform/records';
import { type Actor, type Ground, inTown, type TownTx } from '#platform/tx';
import type { Installation } from './installation.ts';
import { root } from './installation.ts';

interface Told {
  title: string;
  /** Name of a person, or an account of the example town. */
  from: string;
  category: string;
  room?: string;
  days: number;
  impact?: 1 | 2 | 3;
  urgency?: 1 | 2 | 3;
  private?: boolean;
  text?: string;
  assign?: string;
  note?: string;
  answer?: string;
  to?: string;
  park?: number;
}
interface Desk {
  desk: { name: string; prefix: string; office: string; description: string; hours: string };
  members: Record<string, 'agent' | 'lead'>;
  categories: Record<string, string[]>;
  tickets: Told[];
}
interface Names {
  user(login: string): string;
  id(table: 'person' | 'room' | 'office', name: string): Promise<string>;
}
type Town = { id: string; slug: string };

const DAY_MS = 86_400_000;

/** The service desk of the example town: its people, categories and tickets of the last weeks. */
export async function loadTickets(
  { ground }: Installation,
  town: Town,
  accounts: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
): Promise<void> {
  const told = parse(readFileSync(join(root, 'examples/tannau-servicedesk.yaml'), 'utf8')) as Desk;
  const as = (login: string): Actor => ({
    userId: accounts.get(login) ?? null,
    name: people.get(login) ?? login,
    townId: town.id,
    townSlug: town.slug,
    functions: [],
    offices: 'all',
    via: 'command',
    locale: 'de',
  });
  const now = ground.clock.now();
  const at = (days: number): Ground => ({
    ...ground,
    clock: { now: () => new Date(now.getTime() - days * DAY_MS) },
  });
  const made = await inTown(at(60), as('it'), (tx) => openDesk(tx, told, namesIn(tx, accounts), people));
  for (const one of told.tickets) await fileOne(at, as, one, made, accounts);
}

/** Records of the town by their name, or by what it begins with or contains. */
const namesIn = (tx: TownTx, accounts: ReadonlyMap<string, string>): Names => ({
  user: (login) => accounts.get(login) ?? '',
  async id(table, name) {
    const rows = (await tx.db
      .selectFrom(table)
      .select(['id', 'name'])
      .where('town_id', '=', tx.actor.townId)
      .execute()) as { id: string; name: string }[];
    const found = rows.find((row) => row.name.includes(name));
    if (!found) throw new Error(`examples/tannau-servicedesk.yaml: ${name} gibt es nicht.`);
    return found.id;
  },
});

interface Made {
  deskId: string;
  seats: ReadonlyMap<string, string>;
  categories: ReadonlyMap<string, string>;
}

async function openDesk(
  tx: TownTx,
  { desk, members, categories }: Desk,
  names: Names,
  people: ReadonlyMap<string, string>,
): Promise<Made> {
  const { office, ...fields } = desk;
  const { id: desk_id } = await insertRecord(tx, ticketsKinds.desk, {
    ...fields,
    owner_office_id: await names.id('office', office),
  });
  const seats = new Map<string, string>();
  for (const [login, role] of Object.entries(members)) {
    const seat = { desk_id, user_id: names.user(login), name: people.get(login) ?? login, role };
    seats.set(login, (await insertRecord(tx, ticketsKinds.deskMember, seat)).id);
  }
  const known = new Map<string, string>();
  for (const [at, [name, below]] of Object.entries(categories).entries()) {
    const parent = await insertRecord(tx, ticketsKinds.deskCategory, { desk_id, name, position: at * 10 });
    known.set(name, parent.id);
    for (const [place, part] of below.entries()) {
      const values = { desk_id, name: part, parent_id: parent.id, position: place * 10 };
      known.set(part, (await insertRecord(tx, ticketsKinds.deskCategory, values)).id);
    }
  }
  return { deskId: desk_id, seats, categories: known };
}

/** Tells a ticket as it went: taken on, given to somebody, noted, answered, put aside. */
async function fileOne(
  at: (days: number) => Ground,
  as: (login: string) => Actor,
  one: Told,
  made: Made,
  accounts: ReadonlyMap<string, string>,
): Promise<void> {
  const worker = as(one.assign ?? 'servicedesk');
  const town = worker.townSlug;
  const id = await inTown(at(one.days), accounts.has(one.from) ? as(one.from) : worker, async (tx) => {
    const names = namesIn(tx, accounts);
    const fields = {
      town,
      deskId: made.deskId,
      categoryId: made.categories.get(one.category) ?? null,
      title: one.title,
      description: one.text ?? '',
      roomId: one.room ? await names.id('room', one.room) : null,
    };
    if (accounts.has(one.from)) return (await fileRequest(tx, fields)).id;
    const { id: made_ } = await takeTicket(tx, {
      ...fields,
      channel: 'phone',
      requesterId: await names.id('person', one.from),
      requesterUserId: null,
      affectedId: null,
      impact: one.impact ?? 2,
      urgency: one.urgency ?? 2,
      deadline: null,
      private: one.private ?? false,
    });
    return made_;
  });
  const { assign, note, answer, to, park } = one;
  await inTown(at(Math.max(0, one.days - 1)), worker, async (tx) => {
    if (assign) await assignTicket(tx, { town, id, assigneeId: made.seats.get(assign) ?? null });
    if (note) await noteTicket(tx, { town, id, body: note });
    if (answer) await answerTicket(tx, { town, id, body: answer, ...(to ? { to } : {}) });
    else if (to) await stepTicket(tx, { town, id, to });
  });
  // Put aside until a day that is still to come.
  if (park)
    await inTown(at(0), worker, (tx) =>
      parkTicket(tx, { town, id, until: addDays(localDateOf(tx.now), park) }),
    );
}
