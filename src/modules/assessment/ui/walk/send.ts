import { nextToSend } from '../../domain/outbox.ts';
import { type Answer, ask, problemCode, problemText } from './ask.ts';
import { targetIn } from './capture.ts';
import {
  type AnswerBody,
  type AnswerRow,
  DeviceFull,
  type Entry,
  entriesOf,
  type ObservationRow,
  store,
  type Walk,
  writing,
} from './store.ts';

/** `busy`: another tab of this device is at it. */
export type Outcome = 'done' | 'away' | 'signed_out' | 'other_person' | 'busy';

/** Sends what waits, oldest first, in one tab at a time; stops at the first answer that does not come. */
export function sendAll(owner: string): Promise<Outcome> {
  // Without locks (no secure origin) two tabs may send the same: the server keeps it once all the same.
  if (!('locks' in navigator)) return drain(owner);
  return navigator.locks.request(`${owner} send`, { ifAvailable: true }, (lock) =>
    lock ? drain(owner) : ('busy' as const),
  );
}

async function drain(owner: string): Promise<Outcome> {
  for (;;) {
    const next = await claim(owner);
    if (!next) return 'done';
    const outcome = await settle(next, await send(next));
    if (outcome) return outcome;
  }
}

/**
 * The next entry, marked as tried before it goes out: after a crash nobody knows whether it has arrived, and from here on
 * no capture takes its place.
 */
async function claim(owner: string): Promise<Entry | undefined> {
  const { outbox } = store();
  const marked = writing(() =>
    store().transaction('rw', outbox, async () => {
      const next = nextToSend(await entriesOf(owner));
      if (next) await outbox.update(next.seq, { attempts: next.attempts + 1 });
      return next;
    }),
  );
  return marked.catch(async (error: unknown) => {
    // On a full device sending is what makes room.
    if (!(error instanceof DeviceFull)) throw error;
    return nextToSend(await entriesOf(owner));
  });
}

async function send(entry: Entry): Promise<Answer> {
  const [userId = '', town = ''] = entry.owner.split(' ');
  const towards = `/towns/${town}`;
  if (entry.kind === 'photo') {
    const query = new URLSearchParams({ name: entry.name, by: userId });
    return ask(`${towards}/observations/${entry.needs}/files/${entry.id}?${query}`, {
      method: 'PUT',
      body: (await store().pictures.get(entry.id))?.blob ?? '',
      headers: { 'content-type': 'image/jpeg' },
      timeoutMs: 120_000,
    });
  }
  const list = entry.kind === 'answer' ? 'checklist-answers' : 'observations';
  return ask(`${towards}/${list}/${entry.id}`, {
    method: 'PUT',
    body: JSON.stringify({ ...entry.body, baseVersion: entry.baseVersion, capturedBy: userId }),
    headers: { 'idempotency-key': entry.change },
  });
}

/** What an answer means for the entry; an outcome ends the sending, null goes on with the next. */
async function settle(entry: Entry, answer: Answer): Promise<Outcome | null> {
  if (answer.status === 'away') return 'away';
  const { status, json } = answer;
  if (status >= 200 && status < 300) {
    await arrived(entry, json);
    return null;
  }
  if (status === 401) return 'signed_out';
  if (problemCode(json) === 'other_person') return 'other_person';
  const state =
    problemCode(json) === 'version_conflict'
      ? 'conflict'
      : status === 404 && entry.kind !== 'photo' && entry.baseVersion !== null
        ? 'gone'
        : 'refused';
  await store().outbox.update(entry.seq, { state, problem: problemText(json) });
  return null;
}

/** The entry goes, and what follows rests on what the server made of it; a full device forgets the rest until it reads anew. */
async function arrived(entry: Entry, json: unknown): Promise<void> {
  const { outbox, pictures, walks } = store();
  const goes = async () => {
    // On a full device it may have been changed while it was on its way: then it stays, as a change of what arrived.
    if ((await outbox.get(entry.seq))?.change === entry.change) await outbox.delete(entry.seq);
    if (entry.kind === 'photo') return pictures.delete(entry.id);
    const { version = null, id = entry.id } = json as { version?: number; id?: string };
    await outbox.where({ owner: entry.owner, target: entry.target }).modify({ baseVersion: version, id });
  };
  const known = async () => {
    const kept = await walks.get(entry.owner);
    if (kept) await walks.put({ ...kept, walk: withRow(kept.walk, entry, json) });
  };
  try {
    await writing(() =>
      store().transaction('rw', outbox, pictures, walks, async () => {
        await goes();
        await known();
      }),
    );
  } catch (error) {
    if (!(error instanceof DeviceFull)) throw error;
    await store().transaction('rw', outbox, pictures, goes);
  }
}

/** What the device knows of the server, with the row or photo that has just arrived. */
function withRow(walk: Walk, entry: Entry, json: unknown): Walk {
  if (entry.kind === 'answer') {
    const row = json as AnswerRow;
    // The device may hold another week by now.
    if ((entry.body as AnswerBody).engagementId !== walk.engagementId) return walk;
    const others = walk.answers.filter((one) => targetIn(walk, one) !== entry.target);
    return { ...walk, answers: [...others, row] };
  }
  if (entry.kind === 'observation') {
    const row = json as ObservationRow;
    const before = walk.observations.find(({ id }) => id === row.id);
    const others = walk.observations.filter(({ id }) => id !== row.id);
    return { ...walk, observations: [...others, { ...row, photos: before?.photos ?? [] }] };
  }
  const photo = json as ObservationRow['photos'][number];
  const observations = walk.observations.map((one) =>
    one.id === entry.needs
      ? { ...one, photos: [...one.photos.filter(({ id }) => id !== photo.id), photo] }
      : one,
  );
  return { ...walk, observations };
}
