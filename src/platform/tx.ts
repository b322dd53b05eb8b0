import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { EDITORS, type Fn } from '#kernel/functions';
import type { Clock } from './clock.ts';
import { failureOf } from './database/failures.ts';
import { log } from './log.ts';
import type { MailSettings } from './mail/mail.ts';
import type { Directory } from './sign-in/directory.ts';

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
  via: 'session' | 'token' | 'command' | 'job' | 'link';
  /** Somebody without an account who answers questions by a code or link. */
  respondentId?: string;
  locale: 'de' | 'en';
}

/** A transaction bound to one town and actor: the only handle that reaches town data. */
export interface TownTx {
  readonly db: Transaction<AnyTables>;
  readonly actor: Actor;
  /** Time of the transaction: one moment for all it writes. */
  readonly now: Date;
  readonly newId: () => string;
  /** Whether the installation sends letters. */
  readonly sendsMail: boolean;
  /** Version the caller read (If-Match), when it said so. */
  readonly ifMatch: number | null;
}

export interface Ground {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly files: FileSettings;
  /** Null where no mail server is set up. */
  readonly mail: MailSettings | null;
  readonly directory: Directory;
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

/**
 * How long a request of somebody who waits may hold what others need, in ms; measured and reasoned in
 * docs/decisions/0020-time-limits.md.
 */
export const LIMITS = {
  /** For a free connection of the pool, or a new one. */
  connection: 5_000,
  statement: 20_000,
  lock: 5_000,
  idleInTransaction: 30_000,
} as const;
/** The same for what nobody waits for: jobs, imports, what follows a commit. */
const LONG = { statement: 15 * 60_000, lock: 60_000, idleInTransaction: 5 * 60_000 } as const;

/** Opens a pool for the application role. `url` is a PostgreSQL connection string. */
export function openPool(
  url: string,
  max = 10,
  limits: Record<keyof typeof LIMITS, number> = LIMITS,
): { db: Db; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    connectionTimeoutMillis: limits.connection,
    statement_timeout: limits.statement,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
  });
  // A connection that breaks, idle or between two statements, must not end the process; the next one connects anew.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { db: new Kysely<AnyTables>({ dialect: new PostgresDialect({ pool }) }), pool };
}

/** Drafts of findings are for who carries the week, and for the machine itself. */
const seesDrafts = ({ via, functions }: Actor): boolean =>
  via === 'job' || via === 'command' || functions.some((fn) => EDITORS.includes(fn));

/**
 * Runs `work` in one transaction that belongs to the actor's town. Of two that stood in each other's way the one that
 * the database gave up is run once more, from its beginning: `work` does nothing outside the transaction.
 */
export async function inTown<T>(
  ground: Ground,
  actor: Actor,
  work: (tx: TownTx) => Promise<T>,
  ifMatch: number | null = null,
): Promise<T> {
  const run = () =>
    ground.db.transaction().execute(async (db) => {
      await bindToTown(db, actor);
      return work({
        db,
        actor,
        now: ground.clock.now(),
        newId: ground.newId,
        sendsMail: ground.mail !== null,
        ifMatch,
      });
    });
  // A command may read a whole folder in one transaction; whoever called it decides about a second try.
  if (actor.via === 'command') return run();
  return run().catch((error: unknown) => {
    if (failureOf(error) !== 'clash') throw error;
    log.debug('a transaction that clashed is run once more', { error });
    return run();
  });
}

let savepoints = 0;

/** Runs `work` so that what it wrote goes when it fails, while the transaction goes on. */
export async function savepoint<T>(tx: TownTx, work: () => Promise<T>): Promise<T> {
  const name = sql.ref(`part_${++savepoints}`);
  await sql`savepoint ${name}`.execute(tx.db);
  try {
    const result = await work();
    await sql`release savepoint ${name}`.execute(tx.db);
    return result;
  } catch (error) {
    await sql`rollback to savepoint ${name}`.execute(tx.db);
    throw error;
  }
}

/** Tells the database in whose name and in which town the transaction acts; the desks are looked for once the town is told. */
export async function bindToTown(db: Transaction<AnyTables>, actor: Actor): Promise<void> {
  const offices = actor.offices === 'all' ? '*' : actor.offices.join(',');
  const waitedFor = actor.via !== 'job' && actor.via !== 'command';
  await sql`select set_config('app.town', ${actor.townId}, true), set_config('app.actor', ${actor.userId ?? ''}, true),
    set_config('app.respondent', ${actor.respondentId ?? ''}, true),
    set_config('app.offices', ${offices}, true), set_config('app.drafts', ${seesDrafts(actor) ? 'on' : 'off'}, true)
    ${waitedFor ? sql`, app.bind_desks()` : sql`, set_config('app.desks', '*', true), ${longLimits}`}`.execute(
    db,
  );
}

const longLimits = sql`set_config('statement_timeout', ${String(LONG.statement)}, true),
  set_config('lock_timeout', ${String(LONG.lock)}, true),
  set_config('idle_in_transaction_session_timeout', ${String(LONG.idleInTransaction)}, true)`;

/** Runs `work` outside any town with the limits of what nobody waits for. */
export const patiently = <T>(ground: Ground, work: (db: Transaction<AnyTables>) => Promise<T>): Promise<T> =>
  ground.db.transaction().execute(async (db) => {
    await sql`select ${longLimits}`.execute(db);
    return work(db);
  });

/** The functions that count for a row of `office`: those for the whole town and those for that office. */
export const functionsFor = ({ functions, held }: Actor, office: string | null): readonly Fn[] =>
  held ? held.filter((h) => h.officeId === null || h.officeId === office).map((h) => h.function) : functions;

/** The transaction seen with a module's own tables. */
export const tables = <T>(tx: TownTx): Transaction<T> => tx.db as unknown as Transaction<T>;

/** Somebody without an account, as a door of the database (`app.door_…`) tells of who holds a code or link. */
export interface LinkHolder {
  town_id: string;
  slug: string;
}

/** In whose name a code or link acts: it opens what its door names, and no function of the town. */
export const linkActor = (found: LinkHolder, name: string, locale: Actor['locale']): Actor => ({
  userId: null,
  name,
  townId: found.town_id,
  townSlug: found.slug,
  functions: [],
  offices: 'all',
  via: 'link',
  locale,
});

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
