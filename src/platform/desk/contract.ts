import { z } from 'zod';
import { EVERYONE } from '#kernel/functions';
import { done, route } from '#kernel/route';

/** What belongs to one person: drafts that survive, saved views of lists. */
export const deskContract = {
  readDraft: route({
    method: 'GET',
    path: '/drafts/{key}',
    summary: {
      en: 'A draft of one own, or null',
      de: 'Einen eigenen Entwurf lesen; null, wenn es keinen gibt',
    },
    tag: 'Own',
    may: EVERYONE,
    input: z.object({ key: z.string().min(1).max(200) }),
    output: z.object({ body: z.string().nullable(), updatedAt: z.string().nullable() }),
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/drafts/{key}',
    summary: {
      en: 'Keep a draft; it belongs to its author',
      de: 'Einen Entwurf aufbewahren; er gehört, wer ihn schreibt',
    },
    tag: 'Own',
    may: EVERYONE,
    byOffice: true,
    input: z.object({ key: z.string().min(1).max(200), body: z.string().max(1_000_000) }),
    output: done,
  }),
  dropDraft: route({
    method: 'DELETE',
    path: '/drafts/{key}',
    summary: { en: 'Drop a draft', de: 'Einen Entwurf verwerfen' },
    tag: 'Own',
    may: EVERYONE,
    byOffice: true,
    input: z.object({ key: z.string().min(1).max(200) }),
    output: done,
  }),
  views: route({
    method: 'GET',
    path: '/saved-views',
    summary: { en: 'Own saved views of a list', de: 'Eigene gespeicherte Ansichten einer Liste' },
    tag: 'Own',
    may: EVERYONE,
    input: z.object({ list: z.string().max(60) }),
    output: z.object({ views: z.array(z.object({ id: z.uuid(), name: z.string(), query: z.string() })) }),
  }),
  saveView: route({
    method: 'POST',
    path: '/saved-views',
    summary: {
      en: 'Save filters and sorting of a list under a name',
      de: 'Filter und Sortierung einer Liste unter einem Namen speichern',
    },
    tag: 'Own',
    may: EVERYONE,
    byOffice: true,
    input: z.object({
      list: z.string().max(60),
      name: z.string().trim().min(1).max(80),
      query: z.string().max(4000),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  dropView: route({
    method: 'DELETE',
    path: '/saved-views/{id}',
    summary: { en: 'Drop a saved view', de: 'Eine gespeicherte Ansicht löschen' },
    tag: 'Own',
    may: EVERYONE,
    byOffice: true,
    input: z.object({ id: z.uuid() }),
    output: done,
  }),
};
