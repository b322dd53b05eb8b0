import { liveQuery, type Subscription } from 'dexie';
import { pauseAfter } from '../../domain/outbox.ts';
import { ask } from './ask.ts';
import { unsentHere } from './leaving.ts';
import { readPlans } from './plans.ts';
import { sendAll } from './send.ts';
import {
  DeviceFull,
  type Draft,
  type Entry,
  ownerOf,
  type Person,
  store,
  type Walk,
  writing,
} from './store.ts';

/**
 * How this device stands to the server: `unknown` until it has been asked; `away`: no answer; `signed_out`: the session
 * is over, captures wait.
 */
export type Link = 'unknown' | 'online' | 'away' | 'signed_out';

/** A form that was begun: where it is found again, and its first words. */
export interface Begun {
  steps: string[];
  statement: string;
  roomId: string | null;
}

export interface DeviceState {
  ready: boolean;
  person: Person | null;
  town: string;
  link: Link;
  walk: Walk | null;
  readAt: string | null;
  /** What is not sent; null until the device's own database has been read. */
  entries: readonly Entry[] | null;
  drafts: readonly Begun[];
  /** Captures of other people on this device: how many, never what. */
  others: number;
  sending: boolean;
  /** The device has no room left. */
  full: boolean;
  /** The browser has promised not to clear what is kept here. */
  persisted: boolean | null;
}

const FIRST: DeviceState = {
  ready: false,
  person: null,
  town: '',
  link: 'unknown',
  walk: null,
  readAt: null,
  entries: null,
  drafts: [],
  others: 0,
  sending: false,
  full: false,
  persisted: null,
};

let state = FIRST;
const listeners = new Set<() => void>();
let watching: Subscription | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let meeting: Promise<void> | undefined;
/** Captured while a meeting was under way: perhaps too late for it. */
let again = false;
/** The week chosen here; without one the server's choice counts. */
let week: string | undefined;

/** How often an idle page looks what others have captured. */
const LOOK_MS = 120_000;
/** How long another tab that is sending is left to it. */
const OTHER_TAB_MS = 5_000;

export const deviceState = (): DeviceState => state;
export const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
function change(part: Partial<DeviceState>): void {
  state = { ...state, ...part };
  for (const listener of listeners) listener();
}

export const owner = (): string => (state.person ? ownerOf(state.person, state.town) : '');

/** Opens what the device holds, shows it, and only then asks the server. */
export async function startDevice(wish: string): Promise<void> {
  const kept = await store()
    .people.get('now')
    .catch(() => undefined);
  if (kept) {
    const { key: _, ...person } = kept;
    become(person, wish);
  } else become(null, wish);
  addEventListener('online', () => void meet());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void meet());
  void persist();
  await meet();
}

/** The town somebody walks through: the one wished for, else the last, else the first. */
function townOf(person: Person, wish: string): string {
  const known = (slug: string) => person.towns.some((town) => town.slug === slug);
  return [wish, person.town].find(known) ?? person.towns[0]?.slug ?? '';
}

/** From now on the page belongs to this person, or to nobody. */
function become(person: Person | null, wish: string): void {
  watching?.unsubscribe();
  const town = person ? townOf(person, wish) : '';
  change({ ready: true, person, town, walk: null, readAt: null, entries: null, drafts: [] });
  const mine = owner();
  watching = liveQuery(async () => {
    const { outbox, walks, drafts } = store();
    const entries = mine ? await outbox.where('owner').equals(mine).sortBy('seq') : [];
    const kept = mine ? await walks.get(mine) : undefined;
    const begun = mine ? await drafts.where('key').startsWith(`${mine} `).toArray() : [];
    return { entries, kept, begun, others: (await outbox.count()) - entries.length };
  }).subscribe({
    next: ({ entries, kept, begun, others }) =>
      change({
        entries,
        drafts: begun.map(asBegun),
        others,
        walk: kept?.walk ?? null,
        readAt: kept?.readAt ?? null,
      }),
  });
}

/** `<user> <town> new <room> <point>` or `<user> <town> <observation>`, as the address has it. */
function asBegun({ key, value }: Draft): Begun {
  const [, , what = '', room = '', point = ''] = key.split(' ');
  const steps = what === 'new' ? ['neu', room || '-', ...(point ? [point] : [])] : ['beobachtung', what];
  return { steps, statement: value.statement, roomId: value.roomId };
}

export async function chooseTown(slug: string): Promise<void> {
  const { person } = state;
  if (!person || slug === state.town) return;
  await store().people.put({ ...person, town: slug, key: 'now' });
  become({ ...person, town: slug }, slug);
  await meet();
}

/** Asks who is signed in, sends what waits, reads anew; one at a time. Ends with the next try planned when it failed. */
export function meet(): Promise<void> {
  meeting ??= meetOnce().finally(() => {
    meeting = undefined;
    if (!again) return;
    again = false;
    if (state.link === 'online') void meet();
  });
  return meeting;
}

async function meetOnce(): Promise<void> {
  clearTimeout(timer);
  change({ sending: true });
  const link = await tryLink().catch((error: unknown): Link => {
    change({ sending: false });
    tellFull(error);
    return 'online';
  });
  failures = link === 'away' ? failures + 1 : 0;
  change({ link: link === 'busy' ? 'online' : link, sending: false });
  const pause = link === 'away' ? pauseAfter(failures) : link === 'busy' ? OTHER_TAB_MS : LOOK_MS;
  if (link !== 'signed_out') timer = setTimeout(() => void meet(), pause);
}

function tellFull(error: unknown): void {
  if (!(error instanceof DeviceFull)) throw error;
  change({ full: true });
}

async function tryLink(): Promise<Link | 'busy'> {
  const session = await ask('/session', { timeoutMs: 8_000 });
  if (session.status === 'away') return 'away';
  if (session.status === 401) return 'signed_out';
  if (session.status !== 200) return 'away';
  await welcome(session.json as SessionAnswer);
  const outcome = state.town ? await sendAll(owner()) : 'done';
  if (outcome === 'away' || outcome === 'signed_out') return outcome;
  // Somebody else has signed in since the question above: who, the next try finds out.
  if (outcome === 'other_person') return 'away';
  if (!(await readAnew())) return 'away';
  return outcome === 'busy' ? 'busy' : 'online';
}

interface SessionAnswer {
  user: { id: string; name: string };
  towns: { slug: string; name: string }[];
}

/** Another person than before takes the device over: what was read for the one before goes, what waits stays. */
async function welcome({ user, towns }: SessionAnswer): Promise<void> {
  const before = state.person;
  const same = before?.userId === user.id;
  const person: Person = {
    userId: user.id,
    name: user.name,
    towns: towns.map(({ slug, name }) => ({ slug, name })),
    town: (same && before.town) || '',
  };
  person.town = townOf(person, state.town);
  if (!same) await forgetRead();
  // On a full device sending must go on: it is what makes room.
  if (JSON.stringify(person) !== JSON.stringify(before))
    await writing(() => store().people.put({ ...person, key: 'now' })).catch(tellFull);
  if (!same || person.town !== state.town) become(person, person.town);
  else change({ person });
}

/** Reads what the server has; true when it answered. */
async function readAnew(): Promise<boolean> {
  if (!state.town) return true;
  const mine = owner();
  const chosen = week ?? state.walk?.engagementId;
  const answer = await ask(`/towns/${state.town}/walk${chosen ? `?engagementId=${chosen}` : ''}`);
  if (answer.status === 'away') return false;
  if (answer.status === 404 && chosen) {
    week = undefined;
    await store().walks.delete(mine);
    return false;
  }
  if (answer.status !== 200) return answer.status !== 401;
  const walk = answer.json as Walk;
  await writing(() => store().walks.put({ owner: mine, walk, readAt: new Date().toISOString() }));
  change({ full: false });
  await readPlans(mine, state.town, walk);
  return true;
}

/** Something was captured: it goes out at once when the server answers. */
export function captured(): void {
  if (meeting) again = true;
  else if (state.link === 'online') void meet();
}

/** Another week; known as soon as the server answers. */
export async function chooseWeek(id: string): Promise<void> {
  week = id;
  await meet();
}

async function persist(): Promise<void> {
  const persisted = await navigator.storage?.persist?.().catch(() => false);
  change({ persisted: persisted ?? null });
}

/** What was read for somebody goes; what is not sent stays for whoever captured it. */
async function forgetRead(): Promise<void> {
  const { walks, plans, people } = store();
  await store().transaction('rw', walks, plans, people, async () => {
    await Promise.all([walks.clear(), plans.clear(), people.clear()]);
  });
}

/**
 * Signs out; `question` is told how many captures, of anybody, are not sent and stay here. Returns false when the person
 * rather stays; `away` = without a server nobody can.
 */
export async function signOut(question: (count: number) => Promise<boolean>): Promise<boolean | 'away'> {
  const count = await unsentHere();
  if (count > 0 && !(await question(count))) return false;
  const answer = await ask('/session', { method: 'DELETE', body: JSON.stringify({ keepUnsent: count > 0 }) });
  if (answer.status === 'away') return 'away';
  // With nothing left to send the browser has emptied everything already, this database too.
  await forgetRead().catch(() => undefined);
  become(null, '');
  return true;
}
