import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { EDITORS, type Fn } from '#kernel/functions';
import type { Clock } from './clock.ts';

/** Any table as the generic record functions see it; modules narrow it with `tables<T>()`. */
export type AnyTables = Record<string, Record<string, unknown>>;
export type Db = Kysely<AnyTables>;

/** A function somebody holds, for the whole town or for one office. */
export interface Held {
  readonly function: Fn;
  readonly officeId: string | null;
}

/** Who acts, in which town, with which functions; set on every transaction. */
export interface Actor {
  userId: string | null;
  name: string;
  townId: string;
  townSlug: string;
  functions: readonly Fn[];
  /** The same with the offices they are limited to; absent = all for the whole town. */
  held?: readonly Held[];
  /** Offices whose rows are visible; `all` for those responsible for the whole town. */
  offices: 'all' | readonly string[];
  via: 'session' | 'token' | 'command' | 'job';
  locale: 'de' | 'en';
}

/** A transaction bound to one town and actor: the only handle that reaches town data. */
export interface TownTx {
  readonly db: Transaction<AnyTables>;
  readonly actor: Actor;
  /** Time of the transaction: one moment for all it writes. */
  readonly now: Date;
  readonly newId: () => string;
  /** Version the caller read (If-Match), when it said so. */
  readonly ifMatch: number | null;
}

export interface Ground {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly files: FileSettings;
}

/** Where the content of files lies and what is taken. */
export interface FileSettings {
  /** Absolute. */
  readonly folder: string;
  /** The largest file that is taken. */
  readonly limitBytes: number;
  /** The virus scanner that must pass every file, when there is one. */
  readonly scanner: { readonly host: string; readonly port: number } | null;
}

// int8 fits a JS number for cents and counts; dates stay local dates; instants travel as ISO text.
const parsers: Record<number, (value: string) => unknown> = {
  20: Number,
  1082: (value) => value,
  1184: (value) => new Date(value).toISOString(),
  1700: Number,
};
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) ||
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Opens a pool for the application role. `url` is a PostgreSQL connection string. */
export function openPool(url: string, max = 10): { db: Db; pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString: url, max, types, idleTimeoutMillis: 30_000 });
  // A broken idle connection must not end the process; the next query reconnects.
  pool.on('error', () => undefined);
  return { db: new Kysely<AnyTables>({ dialect: new PostgresDialect({ pool }) }), pool };
}

/** Drafts of findings are for who carries the week, and for the machine itself. */
const seesDrafts = ({ via, functions }: Actor): boolean =>
  via === 'job' || via === 'command' || functions.some((fn) => EDITORS.includes(fn));

/** Runs `work` in one transaction that belongs to the actor's town. */
export function inTown<T>(
  ground: Ground,
  actor: Actor,
  work: (tx: TownTx) => Promise<T>,
  ifMatch: number | null = null,
): Promise<T> {
  return ground.db.transaction().execute(async (db) => {
    const offices = actor.offices === 'all' ? '*' : actor.offices.join(',');
    await sql`select set_config('app.town', ${actor.townId}, true), set_config('app.actor', ${actor.userId ?? ''}, true),
      set_config('app.offices', ${offices}, true), set_config('app.drafts', ${seesDrafts(actor) ? 'on' : 'off'}, true)`.execute(
      db,
    );
    return work({ db, actor, now: ground.clock.now(), newId: ground.newId, ifMatch });
  });
}

/** The functions that count for a row of `office`: those for the whole town and those for that office. */
export const functionsFor = ({ functions, held }: Actor, office: string | null): readonly Fn[] =>
  held ? held.filter((h) => h.officeId === null || h.officeId === office).map((h) => h.function) : functions;

/** The transaction seen with a module's own tables. */
export const tables = <T>(tx: TownTx): Transaction<T> => tx.db as unknown as Transaction<T>;

/** Who acts when a job of a town runs: nobody in person, in the name of whoever asked for it. */
export const jobActor = (stamp: { townId: string; actorId: string | null }): Actor => ({
  userId: stamp.actorId,
  name: 'Sollstand',
  townId: stamp.townId,
  townSlug: '',
  functions: [],
  offices: 'all',
  via: 'job',
  locale: 'de',
});
