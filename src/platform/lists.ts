import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RecordKind, Row, StoredRow } from './records.ts';
import type { TownTx } from './tx.ts';

export interface ListQuery {
  q?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface ListOptions {
  /** Sort key -> SQL that is never null. The first one is the default; `-key` sorts downwards. */
  sorts: Readonly<Record<string, RawBuilder<unknown>>>;
  /** Default sort, e.g. `number` or `-year`. */
  order: string;
  /** Conditions already decided by the module. */
  where?: readonly RawBuilder<unknown>[];
  /** Extra columns joined in, e.g. names of referenced records: SQL after `select r.*`. */
  columns?: RawBuilder<unknown>;
  joins?: RawBuilder<unknown>;
}

export interface ListPage<T> {
  rows: StoredRow<T>[];
  next: string | null;
  total: number;
  totalIsFloor: boolean;
}

const COUNT_LIMIT = 1000;
/** Of more hits than these a list shows some only: nobody pages so far, and asking for all would take seconds. */
const HIT_LIMIT = 20_000;

/** One page of a table, keyset-paged so that rows neither repeat nor vanish while others write. */
export async function listRecords<T extends Row = Row>(
  tx: TownTx,
  spec: RecordKind,
  query: ListQuery,
  options: ListOptions,
): Promise<ListPage<T>> {
  const wish = query.sort ?? options.order;
  const down = wish.startsWith('-');
  const key = sortKey(options, wish.replace(/^-/, ''));
  const words = query.q?.trim();
  const hits = words
    ? sql`with hits as materialized
        (select array(select record_id from app.search_ids(${spec.kind}, ${words}, ${HIT_LIMIT})) as ids)`
    : sql``;
  const where = sql.join(
    [
      sql`r.town_id = ${tx.actor.townId}`,
      ...(words ? [sql`r.id = any((select ids from hits)::uuid[])`] : []),
      ...(options.where ?? []),
    ],
    sql` and `,
  );
  const after = query.cursor ? readCursor(query.cursor, wish) : null;
  const compare = down ? sql`<` : sql`>`;
  const keyset = after ? sql` and (${key}, r.id) ${compare} (${after[0]}, ${after[1]}::uuid)` : sql``;
  const direction = down ? sql`desc` : sql`asc`;
  const table = sql.table(spec.table);
  // Counted in the same statement, one journey for both; the first rows do not depend on it.
  const { rows } = await sql<StoredRow<T> & { sort_key: unknown; counted: number }>`${hits}
    select r.*, ${key} as sort_key,
      (select count(*) from (select 1 from ${table} r ${options.joins ?? sql``} where ${where} limit ${COUNT_LIMIT + 1}) c)
        as counted ${options.columns ? sql`, ${options.columns}` : sql``}
    from ${table} r ${options.joins ?? sql``}
    where ${where}${keyset} order by ${key} ${direction}, r.id ${direction} limit ${query.limit + 1}`.execute(
    tx.db,
  );
  const counted = rows[0]?.counted ?? 0;
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const next = rows.length > query.limit && last ? writeCursor([wish, last.sort_key, last.id]) : null;
  return { rows: shown, next, total: Math.min(counted, COUNT_LIMIT), totalIsFloor: counted > COUNT_LIMIT };
}

/** Only what the list names: `constructor` is no column. */
const sortKey = ({ sorts }: ListOptions, name: string): RawBuilder<unknown> =>
  (Object.hasOwn(sorts, name) ? sorts[name] : undefined) ??
  refuse('invalid', 'invalid_input', [{ path: 'sort', code: 'not_allowed' }]);

type Cursor = readonly [wish: string, key: unknown, id: string];
export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Where the page before ended. A cursor belongs to its order: under another one it names no place. */
export function readCursor(text: string, wish: string): [unknown, string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      Array.isArray(parsed) &&
      parsed.length === 3 &&
      parsed[0] === wish &&
      isKey(parsed[1]) &&
      UUID.test(parsed[2])
    )
      return [parsed[1], String(parsed[2])];
  } catch {
    // falls through to the refusal
  }
  return refuse('invalid', 'invalid_input', [{ path: 'cursor', code: 'not_allowed' }]);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isKey = (key: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof key);
