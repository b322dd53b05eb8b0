import { createHash } from 'node:crypto';
import { implement } from '@orpc/server';
import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { AnyRoute, RouteInput, RouteMeta, RouteOutput } from '#kernel/route';
import { type Actor, inTown, type TownTx } from '../tx.ts';
import type { RequestContext } from './context.ts';

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
      const run = (tx: TownTx) => task(tx, input as RouteInput<R>);
      const key = route.method === 'POST' ? context.idempotencyKey : null;
      const result = await inTown(
        context.ground,
        actor,
        (tx) => (key ? once(tx, key, input, run) : run(tx)),
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
  const { meta } = contract['~orpc'];
  return implement(contract as AnyRoute)
    .$context<RequestContext>()
    .handler(async ({ input, context }) => {
      if (meta.may !== 'public' && !context.signedIn) refuse('unauthorized', 'sign_in_first');
      return (await task(context, input as RouteInput<R>)) as never;
    });
}

/** The actor for a town, or a refusal: outsiders cannot tell a foreign town from none. */
export function actorIn(
  context: RequestContext,
  slug: string,
  meta: Pick<RouteMeta, 'may'>,
  writes: boolean,
): Actor {
  const signedIn = context.signedIn ?? refuse('unauthorized', 'sign_in_first');
  const held = signedIn.memberships.filter((m) => m.slug === slug);
  const first = held[0] ?? refuse('not_found', 'not_found');
  const functions = [...new Set(held.map((m) => m.function))];
  if (Array.isArray(meta.may) && !meta.may.some((f) => functions.includes(f)))
    refuse('forbidden', 'not_your_function');
  if (writes && signedIn.scope === 'read') refuse('forbidden', 'token_reads_only');
  const everywhere = held.some((m) => m.officeId === null);
  return {
    userId: signedIn.user.id,
    name: signedIn.user.name,
    townId: first.townId,
    townSlug: slug,
    functions,
    offices: everywhere ? 'all' : held.flatMap((m) => (m.officeId ? [m.officeId] : [])),
    via: signedIn.via,
    locale: context.locale,
  };
}

/** Answers a repeated POST with the first answer; the same key with other content is refused. */
async function once<T>(tx: TownTx, key: string, input: unknown, run: (tx: TownTx) => Promise<T>): Promise<T> {
  if (key.length < 8 || key.length > 200)
    refuse('invalid', 'invalid_input', [{ path: 'Idempotency-Key', code: 'not_allowed' }]);
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
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
    return JSON.parse(earlier.response) as T;
  }
  const output = await run(tx);
  await sql`update idempotency set response = ${JSON.stringify(output)}
    where town_id = ${tx.actor.townId} and user_id = ${user} and key = ${key}`.execute(tx.db);
  return output;
}
