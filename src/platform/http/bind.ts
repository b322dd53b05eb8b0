import { createHash } from 'node:crypto';
import { implement } from '@orpc/server';
import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { AnyRoute, RouteInput, RouteMeta, RouteOutput } from '#kernel/route';
import { countDelicate } from '../sign-in/limits.ts';
import { type Actor, inTown, type TownTx } from '../tx.ts';
import type { RequestContext, SignedIn } from './context.ts';

/** Binds a town route to its use case: right to ask, one transaction, one answer per idempotency key. */
export function town<R extends AnyRoute>(
  contract: R,
  task: (tx: TownTx, input: RouteInput<R>) => Promise<RouteOutput<R>>,
) {
  return townThen(contract, task, async (output, _input, context) => {
    const version = (output as { version?: unknown } | null)?.version;
    if (typeof version === 'number') context.answer.set('etag', `"${version}"`);
    return output;
  });
}

/** What makes something new: with a key it is done once, however often it is sent. */
const REPEATABLE = ['POST', 'PUT'];

/** The same, with something left to do when the transaction is over: no connection waits for it. */
export function townThen<R extends AnyRoute, T>(
  contract: R,
  task: (tx: TownTx, input: RouteInput<R>) => Promise<T>,
  finish: (result: T, input: RouteInput<R>, context: RequestContext) => Promise<RouteOutput<R>>,
) {
  const { meta, route } = contract['~orpc'];
  return implement(contract as AnyRoute)
    .$context<RequestContext>()
    .handler(async ({ input, context }) => {
      const actor = actorIn(context, (input as { town: string }).town, meta, route.method !== 'GET');
      if (meta.delicate) await countDelicate(actor.userId ?? '', `${route.method} ${route.path}`);
      const run = (tx: TownTx) => task(tx, input as RouteInput<R>);
      const key = REPEATABLE.includes(route.method ?? 'POST') ? context.idempotencyKey : null;
      const result = await inTown(
        context.ground,
        actor,
        (tx) => (key ? answerOnce(tx, { key, input, route, secret: meta.secret }, run) : run(tx)),
        context.ifMatch,
      );
      return (await finish(result, input as RouteInput<R>, context)) as never;
    });
}

/** Binds a route outside any town. */
export function open<R extends AnyRoute>(
  contract: R,
  task: (context: RequestContext, input: RouteInput<R>) => Promise<RouteOutput<R>>,
) {
  const { meta, route } = contract['~orpc'];
  return implement(contract as AnyRoute)
    .$context<RequestContext>()
    .handler(async ({ input, context }) => {
      if (meta.may !== 'public' && !context.signedIn) refuse('unauthorized', 'sign_in_first');
      if (meta.delicate)
        await countDelicate(context.signedIn?.user.id ?? '', `${route.method} ${route.path}`);
      return (await task(context, input as RouteInput<R>)) as never;
    });
}

/** The actor for a town, or a refusal: outsiders cannot tell a foreign town from none. */
export function actorIn(
  context: RequestContext,
  slug: string,
  meta: Pick<RouteMeta, 'may' | 'byOffice' | 'scope'>,
  writes: boolean,
): Actor {
  const signedIn = context.signedIn ?? refuse('unauthorized', 'sign_in_first');
  const all = signedIn.memberships.filter((m) => m.slug === slug);
  const first = all[0] ?? refuse('not_found', 'not_found');
  const held = all.filter((m) => !m.owesFactor);
  if (held.length === 0) refuse('forbidden', 'second_factor_owed');
  const named = held.filter((m) => !Array.isArray(meta.may) || meta.may.includes(m.function));
  if (named.length === 0) refuse('forbidden', 'not_your_function');
  // A function for one office changes only what a route has compared with that office.
  const counting = writes && !meta.byOffice ? named.filter((m) => m.officeId === null) : named;
  if (counting.length === 0) refuse('forbidden', 'not_your_office');
  checkScope(signedIn, meta, writes);
  return {
    userId: signedIn.user.id,
    name: signedIn.user.name,
    townId: first.townId,
    townSlug: slug,
    functions: [...new Set(held.map((m) => m.function))],
    held,
    offices: counting.some((m) => m.officeId === null)
      ? 'all'
      : [...new Set(counting.flatMap((m) => (m.officeId ? [m.officeId] : [])))],
    via: signedIn.via,
    locale: context.locale,
  };
}

/** A bearer token does no more than it was made for; what only administrators may change takes the scope `admin`. */
function checkScope({ via, scope }: SignedIn, meta: Pick<RouteMeta, 'may' | 'scope'>, writes: boolean): void {
  if (via === 'session' || scope === 'admin') return;
  if (writes && scope === 'read') refuse('forbidden', 'token_reads_only');
  const administrative = Array.isArray(meta.may) && meta.may.every((fn) => fn === 'administrator');
  if (meta.scope === 'admin' || (writes && administrative)) refuse('forbidden', 'token_scope');
}

interface Repeatable {
  key: string;
  input: unknown;
  route: { method?: string; path?: string };
  /** The answer is told once and not kept. */
  secret: boolean;
}

/** Answers a repeated request with the first answer; the same key for anything else is refused. */
async function answerOnce<T>(
  tx: TownTx,
  { key, input, route, secret }: Repeatable,
  run: (tx: TownTx) => Promise<T>,
): Promise<T> {
  if (key.length < 8 || key.length > 200)
    refuse('invalid', 'invalid_input', [{ path: 'Idempotency-Key', code: 'not_allowed' }]);
  const asked = JSON.stringify([route.method, route.path, input]);
  const hash = createHash('sha256').update(asked).digest('hex');
  const user = tx.actor.userId;
  // Two at once: the second waits here for the first one's commit.
  const claimed = await sql`insert into idempotency (town_id, user_id, key, request_hash, response)
    values (${tx.actor.townId}, ${user}, ${key}, ${hash}, '') on conflict do nothing returning key`.execute(
    tx.db,
  );
  if (claimed.rows.length === 0) {
    const { rows } = await sql<{
      request_hash: string;
      response: string;
    }>`select request_hash, response from idempotency
      where town_id = ${tx.actor.townId} and user_id = ${user} and key = ${key}`.execute(tx.db);
    const earlier = rows[0] ?? refuse('conflict', 'idempotency_conflict');
    if (earlier.request_hash !== hash) refuse('conflict', 'idempotency_conflict');
    if (secret) refuse('conflict', 'told_once');
    return JSON.parse(earlier.response) as T;
  }
  const output = await run(tx);
  if (secret) return output;
  await sql`update idempotency set response = ${JSON.stringify(output)}
    where town_id = ${tx.actor.townId} and user_id = ${user} and key = ${key}`.execute(tx.db);
  return output;
}
