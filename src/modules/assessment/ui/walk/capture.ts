import { createIds } from '#kernel/ids';
import { baseOf, replaceable } from '../../domain/outbox.ts';
import {
  type AnswerBody,
  type AnswerRow,
  type Entry,
  entriesOf,
  type ObservationBody,
  type ObservationRow,
  store,
  type Walk,
  writing,
} from './store.ts';

// crypto.randomUUID needs a secure origin; a town's server may be reached without one.
export const newId = createIds({ now: Date.now, random: (bytes) => crypto.getRandomValues(bytes) });

export const answerTarget = ({
  engagementId,
  roomId,
  point,
}: Pick<AnswerBody, 'engagementId' | 'roomId' | 'point'>): string => `${engagementId} ${roomId} ${point}`;

/** The answer of the server's to the same point, as the device holds it. */
export const heldAnswer = (walk: Walk, target: string): AnswerRow | undefined =>
  walk.answers.find((row) => targetIn(walk, row) === target);
export const targetIn = ({ engagementId }: Walk, row: Pick<AnswerRow, 'roomId' | 'point'>): string =>
  answerTarget({ ...row, engagementId: engagementId ?? '' });

type Fresh = Pick<Entry, 'kind' | 'target' | 'id' | 'body'> & { known: number | null };

/** Puts a capture into the outbox, in place of one of the same record that was never tried. */
async function keep(owner: string, { known, ...fresh }: Fresh): Promise<void> {
  const { outbox } = store();
  const entries = await entriesOf(owner);
  const place = replaceable(entries, fresh.target);
  const content = { ...fresh, at: new Date().toISOString(), change: newId(), problem: '' };
  if (place) {
    // A conflict stays one until somebody has chosen.
    const state = place.state === 'refused' ? 'waiting' : place.state;
    await outbox.update(place.seq, { ...content, state, id: place.id });
    return;
  }
  await outbox.add({
    ...content,
    owner,
    needs: null,
    name: '',
    baseVersion: baseOf(entries, fresh.target, known),
    attempts: 0,
    state: 'waiting',
  });
}

/**
 * Answers a point. It rests on what the device has now: an answer of the server's may have been stored a moment ago and
 * not be on the screen yet, and a capture without it would stand against the own one before.
 */
export const captureAnswer = (owner: string, body: AnswerBody): Promise<void> =>
  writing(() =>
    store().transaction('rw', store().outbox, store().walks, async () => {
      const target = answerTarget(body);
      const held = await store().walks.get(owner);
      const row = held && heldAnswer(held.walk, target);
      await keep(owner, {
        kind: 'answer',
        target,
        id: row?.id ?? newId(),
        body,
        known: row?.version ?? null,
      });
    }),
  );

export interface Photo {
  id: string;
  blob: Blob;
  /** It lies on the device already. */
  stored: boolean;
}

/**
 * Keeps an observation with its new photos and drops the draft it came from: all of it, or nothing when the device is
 * full.
 */
export function captureObservation(
  owner: string,
  given: {
    id: string;
    body: ObservationBody;
    photos: readonly Photo[];
    row: ObservationRow | undefined;
    draft: string;
  },
): Promise<void> {
  const { id, body, photos, row, draft } = given;
  const { outbox, drafts, pictures, walks } = store();
  return writing(() =>
    store().transaction('rw', outbox, drafts, pictures, walks, async () => {
      // What was open on the screen counts; without one, what has arrived since.
      const rows = row ? [row] : ((await walks.get(owner))?.walk.observations ?? []);
      const known = rows.find((one) => one.id === id)?.version ?? null;
      await keep(owner, { kind: 'observation', target: id, id, body, known });
      const fresh = photos.filter(({ stored }) => !stored);
      await pictures.bulkPut(fresh.map((photo) => ({ id: photo.id, blob: photo.blob })));
      for (const [n, photo] of photos.entries())
        await outbox.add({
          owner,
          kind: 'photo',
          target: photo.id,
          id: photo.id,
          needs: id,
          change: photo.id,
          at: new Date().toISOString(),
          body: null,
          name: photoName(n),
          problem: '',
          baseVersion: null,
          attempts: 0,
          state: 'waiting',
        });
      await drafts.delete(draft);
    }),
  );
}

const photoName = (n: number): string =>
  `rundgang-${new Date().toISOString().slice(0, 19).replace(/[T:]/g, '-')}-${n + 1}.jpg`;

/** Mine: the capture is sent once more, resting on what the server has now. */
export const insist = (entry: Entry, version: number): Promise<unknown> =>
  store().outbox.update(entry.seq, {
    baseVersion: version,
    change: newId(),
    attempts: 0,
    state: 'waiting',
    problem: '',
  });

/** A record that somebody has removed is made anew, under an id of its own; its photos follow. */
export async function makeAnew(entry: Entry): Promise<void> {
  const { outbox } = store();
  const id = newId();
  await store().transaction('rw', outbox, async () => {
    await outbox.where({ owner: entry.owner, target: entry.target }).modify((one) => {
      Object.assign(one, { id, target: entry.kind === 'answer' ? one.target : id, baseVersion: null });
      Object.assign(one, { change: newId(), attempts: 0, state: 'waiting', problem: '' });
    });
    await outbox
      .where('owner')
      .equals(entry.owner)
      .and((one) => one.needs === entry.id)
      .modify({ needs: id, state: 'waiting', attempts: 0, problem: '' });
  });
}

/** Theirs, or not at all: everything captured of this record goes; of an observation nobody else has, its photos too. */
export async function discard(entry: Entry): Promise<void> {
  const { outbox, pictures } = store();
  const whole = entry.kind === 'observation' && (entry.baseVersion === null || entry.state === 'gone');
  await store().transaction('rw', outbox, pictures, async () => {
    const gone = (await entriesOf(entry.owner)).filter(
      (one) => one.target === entry.target || (whole && one.needs === entry.id),
    );
    await outbox.bulkDelete(gone.map(({ seq }) => seq));
    await pictures.bulkDelete(gone.map(({ id }) => id));
  });
}

/** What was refused is tried once more as it is. */
export const retry = (entry: Entry): Promise<unknown> =>
  store().outbox.update(entry.seq, { state: 'waiting', problem: '', change: newId() });
