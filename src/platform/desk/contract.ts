import { z } from 'zod';
import { EVERYONE } from '#kernel/functions';
import { done, route } from '#kernel/route';

/** What belongs to one person: drafts that survive, saved views of lists. */
export const deskContract = {
  readDraft: route({
    method: 'GET',
    path: '/drafts/{key}',
    summary: 'A draft of one own, or null',
    tag: 'Own',
    may: EVERYONE,
    input: z.object({ key: z.string().min(1).max(200) }),
    output: z.object({ body: z.string().nullable(), updatedAt: z.string().nullable() }),
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/drafts/{key}',
    summary: 'Keep a draft; it belongs to its author',
    tag: 'Own',
    may: EVERYONE,
    input: z.object({ key: z.string().min(1).max(200), body: z.string().max(1_000_000) }),
    output: done,
  }),
  dropDraft: route({
    method: 'DELETE',
    path: '/drafts/{key}',
    summary: 'Drop a draft',
    tag: 'Own',
    may: EVERYONE,
    input: z.object({ key: z.string().min(1).max(200) }),
    output: done,
  }),
  views: route({
    method: 'GET',
    path: '/saved-views',
    summary: 'Own saved views of a list',
    tag: 'Own',
    may: EVERYONE,
    input: z.object({ list: z.string().max(60) }),
    output: z.object({ views: z.array(z.object({ id: z.uuid(), name: z.string(), query: z.string() })) }),
  }),
  saveView: route({
    method: 'POST',
    path: '/saved-views',
    summary: 'Save filters and sorting of a list under a name',
    tag: 'Own',
    may: EVERYONE,
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
    summary: 'Drop a saved view',
    tag: 'Own',
    may: EVERYONE,
    input: z.object({ id: z.uuid() }),
    output: done,
  }),
};
