import { z } from 'zod';
import { fileClassRoute, fileRoutes, fileView } from '#kernel/file-routes';
import { EDITORS, READERS } from '#kernel/functions';
import { nothing, recordFields, route } from '#kernel/route';
import { MOST_LINES, MOST_PINS, MOST_SPOTS } from './domain/sketch.ts';
import { ANSWERS } from './domain/walk.ts';

const tag = 'Walk-through';
const text = z.string().trim().max(4000).default('');
const short = z.string().trim().max(200).default('');
const words = z.object({ de: z.string(), en: z.string() });
const share = z.number().min(0).max(1);
const spot = z.object({ x: share, y: share });

export const sketch = z.object({
  pins: z
    .array(spot.extend({ label: z.string().trim().max(100) }))
    .max(MOST_PINS)
    .default([]),
  lines: z.array(z.array(spot).min(2).max(MOST_SPOTS)).max(MOST_LINES).default([]),
});
/** What an observation carries for the walk-through beyond its sentence. */
export const observationWalkFields = {
  /** When it was seen, as the device's clock says. */
  seenAt: z.iso.datetime().nullable().default(null),
  /** The point of a checklist it came from, e.g. `server_room.water`. */
  point: z.string().trim().max(100).default(''),
  /** The floor plan the sketch lies on: a picture among the files of the room's site. */
  planFileId: z.uuid().nullable().default(null),
  sketch: sketch.default({ pins: [], lines: [] }),
};

export const answerFields = z.object({
  engagementId: z.uuid(),
  roomId: z.uuid(),
  point: z.string().max(100),
  answer: z.enum(ANSWERS),
  note: text,
  seenBy: short,
  seenAt: z.iso.datetime().nullable().default(null),
});
export const answerView = z.object({ ...recordFields, ...answerFields.shape });

/** An answer among all of its week, as a device holds them: hundreds of them go over a weak network. */
const heldAnswer = answerView.omit({ engagementId: true, officeId: true, createdAt: true, updatedAt: true });

/** What a device says of a capture beside its content. */
export const captureFields = {
  /** Made by the device; the same id sent again is the same record. */
  id: z.uuid(),
  /** The version the capture rests on; null = it is new. */
  baseVersion: z.int().nullable(),
  /** Who captured it; refused when somebody else is signed in by now. */
  capturedBy: z.uuid(),
};

const plan = z.object({ id: z.uuid(), name: z.string(), bytes: z.int() });
const point = z.object({
  code: z.string(),
  title: words,
  look: words,
  clauses: z.array(z.string()),
});

/** All a device needs to walk without network; `observation` is the view of an observation. */
export const walkRoutes = <O extends z.ZodRawShape>(observation: z.ZodObject<O>) => ({
  walk: route({
    method: 'GET',
    path: '/walk',
    summary: {
      en: 'Everything for a walk-through without network: sites, plans, rooms, checklists, answers, observations',
      de: 'Alles für einen Rundgang ohne Netz: Standorte, Pläne, Räume, Prüflisten, Antworten, Beobachtungen',
    },
    tag,
    may: READERS,
    input: nothing.extend({ engagementId: z.uuid().optional() }),
    output: z.object({
      engagements: z.array(z.object({ id: z.uuid(), title: z.string() })),
      /** The week asked for, or the one that runs, or the latest; null without any. */
      engagementId: z.uuid().nullable(),
      mayCapture: z.boolean(),
      sites: z.array(
        z.object({ id: z.uuid(), name: z.string(), inScope: z.boolean(), plans: z.array(plan) }),
      ),
      rooms: z.array(
        z.object({
          id: z.uuid(),
          siteId: z.uuid(),
          name: z.string(),
          kind: z.string(),
          note: z.string(),
          /** Key of the list this kind of room gets by itself. */
          checklist: z.string(),
        }),
      ),
      checklists: z.array(z.object({ key: z.string(), title: words, points: z.array(point) })),
      answers: z.array(heldAnswer),
      observations: z.array(observation.extend({ photos: z.array(fileView) })),
    }),
  }),
  putChecklistAnswer: route({
    method: 'PUT',
    path: '/checklist-answers/{id}',
    summary: {
      en: 'Keep the answer to a point of a checklist in a room; the same again changes nothing',
      de: 'Die Antwort auf einen Punkt einer Prüfliste in einem Raum festhalten; noch einmal dasselbe ändert nichts',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: answerFields.extend(captureFields),
    output: answerView,
    refusals: ['version_conflict', 'other_person'],
  }),
  observationFiles: fileRoutes({
    path: 'observations',
    things: 'Beobachtungen',
    tag,
    read: READERS,
    write: EDITORS,
  }),
  classPhoto: fileClassRoute({ path: 'observations', things: 'Beobachtungen', tag, write: EDITORS }),
});
