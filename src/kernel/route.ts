import { type ContractProcedure, type InferSchemaInput, type InferSchemaOutput, oc } from '@orpc/contract';
import { z } from 'zod';
import type { May } from './functions.ts';

/** What a route says of itself beside its schemas; permission matrix and isolation tests read it. */
export interface RouteMeta {
  summary: Summary;
  /** Who may ask. */
  may: May;
  /** Carries `{town}` in its path and runs inside that town's transaction. */
  town: boolean;
  /** Codes of the refusals it may answer with beyond the common ones. */
  refusals: readonly string[];
  /**
   * A writing route looks at the office of the record it changes, so a function limited to an office counts for it;
   * without it such a function only reads.
   */
  byOffice: boolean;
  /** What a bearer token needs beyond reading and writing. */
  scope: 'admin' | null;
  /** The answer carries a secret that is told once: it is kept nowhere, also not for a repeated request. */
  secret: boolean;
  /** Costly or delicate: a person may ask it 60 times a minute. */
  delicate: boolean;
}

/** One sentence for the reference page and the permission matrix. */
export interface Summary {
  en: string;
  de: string;
}

interface RouteDefinition<I extends z.ZodType, O extends z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1; town routes are written without their `/towns/{town}` prefix. */
  path: `/${string}` | '';
  summary: Summary;
  tag: string;
  may: May;
  input: I;
  output: O;
  refusals?: readonly string[];
  byOffice?: true;
  scope?: 'admin';
  secret?: true;
  delicate?: true;
}

/** Any contract procedure of ours. */
export type AnyRoute = ContractProcedure<z.ZodType, z.ZodType, Record<never, never>, RouteMeta>;
export type RouteInput<R> =
  R extends ContractProcedure<infer I, infer _O, infer _E, infer _M> ? InferSchemaOutput<I> : never;
export type RouteOutput<R> =
  R extends ContractProcedure<infer _I, infer O, infer _E, infer _M> ? InferSchemaInput<O> : never;

const build = <I extends z.ZodType, O extends z.ZodType>(def: RouteDefinition<I, O>, town: boolean) =>
  oc
    .$meta<RouteMeta>({
      summary: def.summary,
      may: def.may,
      town,
      refusals: def.refusals ?? [],
      byOffice: def.byOffice ?? false,
      scope: def.scope ?? null,
      secret: def.secret ?? false,
      delicate: def.delicate ?? false,
    })
    .route({
      method: def.method,
      path: town ? `/towns/{town}${def.path}` : (def.path as `/${string}`),
      summary: def.summary.en,
      tags: [def.tag],
    })
    .input(def.input)
    .output(def.output);

/** A route outside any town: sign-in, set-up, the list of one's towns. */
export const openRoute = <I extends z.ZodType, O extends z.ZodType>(def: RouteDefinition<I, O>) =>
  build(def.method === 'GET' ? def : { ...def, input: bodiless(def.input) }, false);

/** A request without a body is as good as one with an empty one, where nothing is asked for. */
const bodiless = <I extends z.ZodType>(input: I): I =>
  (input as unknown) === nothing ? (z.object({}).prefault({}) as unknown as I) : input;

const inTown = z.object({ town: z.string().min(1).max(64) });

/** A route inside one town: its input also names the town by slug. */
export const route = <S extends z.ZodRawShape, O extends z.ZodType>(
  def: RouteDefinition<z.ZodObject<S>, O>,
) =>
  build(
    { ...def, input: inTown.extend(def.input.shape) as unknown as z.ZodObject<S & { town: z.ZodString }> },
    true,
  );

export const nothing = z.object({});
export const done = z.object({ done: z.literal(true) });

/** Fields every record view carries. */
export const recordFields = {
  id: z.uuid(),
  version: z.int(),
  officeId: z.uuid().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
};

/** Query of a list: search words, sorting, filters, keyset cursor. */
export const listQuery = {
  q: z.string().max(200).optional(),
  sort: z.string().max(60).optional(),
  /** Carries the last value of the order, e.g. a title of 200 letters. */
  cursor: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
};

/** One page of a list; `total` is counted up to 1,000, `next` is the cursor of the following page. */
export const page = <R extends z.ZodType>(row: R) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), total: z.int(), totalIsFloor: z.boolean() });

/** What the signed-in person may do with a record, as the policy decides; reasons are text codes. */
export const mayView = z.record(z.string(), z.union([z.literal(true), z.string()]));
