import { z } from 'zod';
import type { Fn } from './functions.ts';
import { done, listQuery, nothing, page, recordFields, route } from './route.ts';

interface RecordContract<F extends z.ZodRawShape, V extends z.ZodRawShape, Q extends z.ZodRawShape> {
  /** Plural path segment, e.g. `sites`. */
  path: string;
  /** What they are called on German screens, e.g. `Standorte`. */
  things: string;
  tag: string;
  /** What may be entered, in camelCase; every field has a default or is required. */
  fields: z.ZodObject<F>;
  /** What a view carries beyond the fields, e.g. names of referenced records. */
  extra?: z.ZodObject<V>;
  /** Further query parameters of the list, e.g. a year. */
  filters?: Q;
  read: readonly Fn[];
  write: readonly Fn[];
}

/** Contract of a plain record: list, get, create, update, remove. Decisions about a record are routes of their own. */
export function recordRoutes<
  F extends z.ZodRawShape,
  V extends z.ZodRawShape = Record<never, never>,
  Q extends z.ZodRawShape = Record<never, never>,
>(def: RecordContract<F, V, Q>) {
  const view = z.object({ ...recordFields, ...def.fields.shape, ...(def.extra?.shape ?? ({} as V)) });
  const { path, things, tag, read, write } = def;
  const partial = changes(def.fields);
  return {
    list: route({
      method: 'GET',
      path: `/${path}`,
      summary: { en: `List ${path}`, de: `${things}: Liste` },
      tag,
      may: read,
      input: z.object({ ...listQuery, ...(def.filters ?? ({} as Q)) }),
      output: page(view),
    }),
    get: route({
      method: 'GET',
      path: `/${path}/{id}`,
      summary: { en: `Get one of ${path}`, de: `${things}: einen Datensatz lesen` },
      tag,
      may: read,
      input: z.object({ id: z.uuid() }),
      output: view,
    }),
    create: route({
      method: 'POST',
      path: `/${path}`,
      summary: { en: `Add to ${path}`, de: `${things}: anlegen` },
      tag,
      may: write,
      byOffice: true,
      input: def.fields,
      output: view,
    }),
    update: route({
      method: 'PATCH',
      path: `/${path}/{id}`,
      summary: {
        en: `Change one of ${path}; send If-Match with the version read`,
        de: `${things}: ändern; If-Match mit der gelesenen Fassung mitsenden`,
      },
      tag,
      may: write,
      byOffice: true,
      input: z.object({ id: z.uuid(), ...partial.shape }),
      output: view,
      refusals: ['version_conflict'],
    }),
    remove: route({
      method: 'DELETE',
      path: `/${path}/{id}`,
      summary: { en: `Remove one of ${path}`, de: `${things}: löschen` },
      tag,
      may: write,
      byOffice: true,
      input: nothing.extend({ id: z.uuid() }),
      output: done,
      refusals: ['still_referenced'],
    }),
  };
}

/**
 * What a change may carry: every field optional and none filled in. Defaults belong to creation; `partial()` alone
 * would apply them to fields that were not sent and so wipe them.
 */
export function changes<F extends z.ZodRawShape>(
  fields: z.ZodObject<F>,
): ReturnType<z.ZodObject<F>['partial']> {
  const bare = Object.fromEntries(
    Object.entries(fields.shape).map(([name, type]) => [
      name,
      type instanceof z.ZodDefault ? type.unwrap() : type,
    ]),
  );
  return z.object(bare).partial() as unknown as ReturnType<z.ZodObject<F>['partial']>;
}
