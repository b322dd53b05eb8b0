import type { Progress } from '../../domain/walk.ts';
import { type Answer, progressOf } from '../../domain/walk.ts';
import { targetIn } from './capture.ts';
import type { AnswerBody, Entry, ObservationBody, ObservationRow, Walk } from './store.ts';

/** How something stands: on the server, on this device only, or waiting for a decision. */
export type Standing = 'sent' | 'waiting' | 'held';

export interface LocalAnswer {
  answer: Answer;
  note: string;
  standing: Standing;
}
export interface LocalObservation {
  id: string;
  /** `B-07`; without one while the server has not given it a number. */
  number: number | null;
  body: ObservationBody;
  row: ObservationRow | undefined;
  standing: Standing;
  photos: { sent: number; waiting: Entry[] };
}

/** What the server had and what was captured since, as one: what people on this device see. */
export interface Model {
  answers: ReadonlyMap<string, LocalAnswer>;
  observations: readonly LocalObservation[];
}

const standing = (entry: Entry | undefined): Standing =>
  !entry ? 'sent' : entry.state === 'waiting' ? 'waiting' : 'held';

export const bodyOf = (row: ObservationRow): ObservationBody => {
  const { engagementId, roomId, statement, severity, seenBy, seenAt, point, planFileId, sketch } = row;
  return {
    engagementId,
    roomId,
    statement,
    severity,
    seenBy,
    seenAt,
    point,
    planFileId,
    sketch,
  } as ObservationBody;
};

export function modelOf(walk: Walk, entries: readonly Entry[]): Model {
  return { answers: answersOf(walk, entries), observations: observationsOf(walk, entries) };
}

function answersOf(walk: Walk, entries: readonly Entry[]): Map<string, LocalAnswer> {
  const all = new Map<string, LocalAnswer>();
  for (const row of walk.answers)
    all.set(targetIn(walk, row), { answer: row.answer, note: row.note ?? '', standing: 'sent' });
  for (const entry of entries) {
    if (entry.kind !== 'answer') continue;
    const body = entry.body as AnswerBody;
    if (body.engagementId !== walk.engagementId) continue;
    all.set(entry.target, { answer: body.answer, note: body.note, standing: standing(entry) });
  }
  return all;
}

function observationsOf(walk: Walk, entries: readonly Entry[]): LocalObservation[] {
  const photos = (id: string, sent: number) => ({
    sent,
    waiting: entries.filter((entry) => entry.kind === 'photo' && entry.needs === id),
  });
  const all = new Map<string, LocalObservation>();
  for (const row of walk.observations)
    all.set(row.id, {
      id: row.id,
      number: row.number,
      body: bodyOf(row),
      row,
      standing: 'sent',
      photos: photos(row.id, row.photos.length),
    });
  for (const entry of entries) {
    if (entry.kind !== 'observation') continue;
    const body = entry.body as ObservationBody;
    if (body.engagementId !== walk.engagementId) continue;
    const before = all.get(entry.id);
    all.set(entry.id, {
      id: entry.id,
      number: before?.number ?? null,
      body,
      row: before?.row,
      standing: standing(entry),
      photos: before?.photos ?? photos(entry.id, 0),
    });
  }
  return [...all.values()];
}

export type Room = Walk['rooms'][number];
export type List = Walk['checklists'][number];

/** The lists of a room: its own, those somebody added here, and those that have answers. */
export function listsOf(walk: Walk, model: Model, room: Room, added: readonly string[]): List[] {
  const answered = new Set(
    [...model.answers.keys()]
      .filter((key) => key.startsWith(`${walk.engagementId} ${room.id} `))
      .map((key) => key.split(' ')[2]?.split('.')[0]),
  );
  return walk.checklists.filter(
    ({ key }) => key === room.checklist || added.includes(key) || answered.has(key),
  );
}

/** How far a room is, over all its lists. */
export function roomProgress(walk: Walk, model: Model, room: Room, added: readonly string[] = []): Progress {
  const points = listsOf(walk, model, room, added).flatMap((list) =>
    list.points.map((point) => `${list.key}.${point.code}`),
  );
  const given = points.flatMap((point) => {
    const known = model.answers.get(`${walk.engagementId} ${room.id} ${point}`);
    return known ? [{ point, answer: known.answer }] : [];
  });
  return progressOf(points, given);
}
