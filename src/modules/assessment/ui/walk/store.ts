import { Dexie, type EntityTable, type Table } from 'dexie';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { assessmentContract as contract } from '../../contract.ts';
import type { OutboxEntry } from '../../domain/outbox.ts';
import { DATABASE } from './leaving.ts';

export type Walk = RouteOutput<typeof contract.walk>;
export type ObservationRow = Walk['observations'][number];
export type AnswerRow = Walk['answers'][number];
type Sent<R> = Omit<RouteInput<R>, 'town' | 'id' | 'baseVersion' | 'capturedBy'>;
export type ObservationBody = Required<Sent<typeof contract.putObservation>>;
export type AnswerBody = Required<Sent<typeof contract.putChecklistAnswer>>;

/** One thing to send. `owner` is person and town: nobody else's page reads or sends it. */
export interface Entry extends OutboxEntry {
  owner: string;
  /** Names this change to the server: told twice, it is done once. */
  change: string;
  /** Id of the record, or of the photo. */
  id: string;
  /** When it was captured. */
  at: string;
  body: ObservationBody | AnswerBody | null;
  /** File name of a photo. */
  name: string;
  /** Why it was refused. */
  problem: string;
}

export interface Person {
  userId: string;
  name: string;
  towns: { slug: string; name: string }[];
  /** The town last walked through. */
  town: string;
}

/** A form that has been begun; its photos lie with those that wait. */
export interface Draft {
  key: string;
  value: ObservationBody;
  /** Ids of its photos. */
  photos: string[];
  savedAt: string;
}

type Store = Dexie & {
  outbox: EntityTable<Entry, 'seq'>;
  /** Photos of entries and begun forms, apart from them: those are written again and again. */
  pictures: Table<{ id: string; blob: Blob }, string>;
  /** Last answer of the server, by owner. */
  walks: Table<{ owner: string; walk: Walk; readAt: string }, string>;
  /** Floor plans as pictures. */
  plans: Table<{ key: string; owner: string; blob: Blob }, string>;
  drafts: Table<Draft, string>;
  /** Who used this device last and has not signed out: one row, `now`. */
  people: Table<Person & { key: 'now' }, string>;
};

let opened: Store | undefined;

/** The device's own database; opened with the first use. */
export function store(): Store {
  if (opened) return opened;
  const db = new Dexie(DATABASE) as Store;
  db.version(1).stores({
    outbox: '++seq, owner, [owner+target]',
    pictures: 'id',
    walks: 'owner',
    plans: 'key, owner',
    drafts: 'key',
    people: 'key',
  });
  opened = db;
  return db;
}

export const ownerOf = (person: Pick<Person, 'userId'>, town: string): string => `${person.userId} ${town}`;

/** Entries of one owner, oldest first. */
export const entriesOf = (owner: string): Promise<Entry[]> =>
  store().outbox.where('owner').equals(owner).sortBy('seq');

/** The device has no room left; nothing of what was there is lost. */
export class DeviceFull extends Error {}

/** Runs a write; a full device is told as such, whatever the browser calls it. */
export async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name, inner } = error as { name?: string; inner?: { name?: string } };
    if (name === 'QuotaExceededError' || inner?.name === 'QuotaExceededError') throw new DeviceFull();
    throw error;
  }
}
