import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { AnyRoute, RouteOutput } from '#kernel/route';
import { type ListOptions, type ListQuery, listRecords } from '../lists.ts';
import { ofOwnOffice, requireOffice } from '../offices.ts';
import {
  insertRecord,
  lockRecord,
  type RecordKind,
  type Row,
  readRecord,
  removeRecord,
  type StoredRow,
  toRow,
  toView,
  updateRecord,
} from '../records.ts';
import type { TownTx } from '../tx.ts';
import { town } from './bind.ts';

interface RecordContracts {
  list: AnyRoute;
  get: AnyRoute;
  create: AnyRoute;
  update: AnyRoute;
  remove: AnyRoute;
}

interface HandlerOptions {
  list: Omit<ListOptions, 'where'>;
  /** Filters of the list query -> conditions on alias `r`. */
  where?: (query: Row) => RawBuilder<unknown>[];
  /** Row -> view; the default renames columns. Receives one row at a time with its joined columns, if any. */
  view?: (tx: TownTx, row: StoredRow) => Promise<Row> | Row;
  /** Checks that need the database or several fields; refuse with field faults. */
  check?: (tx: TownTx, values: Row, before: StoredRow | null) => Promise<void> | void;
  /** What else happens in the transaction that creates one. */
  onCreate?: (tx: TownTx, row: StoredRow) => Promise<void>;
  /** Fields that a plain change leaves alone because a use case of their own changes them. */
  fixed?: readonly string[];
}

/** The five handlers of a plain record; everything else about it is a use case of its own file. */
export function recordHandlers<C extends RecordContracts>(
  contract: C,
  spec: RecordKind,
  options: HandlerOptions,
) {
  const view = async (tx: TownTx, row: StoredRow) =>
    (await (options.view?.(tx, row) ?? toView(row))) as never;
  const whole = async (tx: TownTx, id: string): Promise<StoredRow> => {
    if (!options.list.joins) return readRecord(tx, spec, id);
    const one = await listRecords(tx, spec, { limit: 1 }, { ...options.list, where: [byId(id)] });
    return one.rows[0] ?? readRecord(tx, spec, id);
  };
  return {
    list: town(contract.list as C['list'], async (tx, input) => {
      const query = input as ListQuery & Row;
      const page = await listRecords(tx, spec, query, {
        ...options.list,
        where: options.where?.(query) ?? [],
      });
      return { ...page, rows: await Promise.all(page.rows.map((row) => view(tx, row))) } as RouteOutput<
        C['list']
      >;
    }),
    get: town(contract.get as C['get'], async (tx, input) => view(tx, await whole(tx, idOf(input)))),
    create: town(contract.create as C['create'], async (tx, input) => {
      const values = ofOwnOffice(tx, toRow(input as Row));
      await options.check?.(tx, values, null);
      const stored = await insertRecord(tx, spec, values);
      await options.onCreate?.(tx, stored);
      return view(tx, await whole(tx, stored.id));
    }),
    update: town(contract.update as C['update'], async (tx, input) => {
      // Without the version read, a change could overwrite somebody else's unseen.
      if (tx.ifMatch === null) refuse('invalid', 'version_missing');
      const fixed = (options.fixed ?? []).filter((field) => field in (input as Row));
      if (fixed.length > 0)
        refuse(
          'invalid',
          'invalid_input',
          fixed.map((path) => ({ path, code: 'not_changed_here' })),
        );
      const patch = toRow(input as Row);
      const before = await lockRecord(tx, spec, idOf(input));
      requireOffice(tx, before.office_id);
      await options.check?.(tx, patch, before);
      await updateRecord(tx, spec, idOf(input), patch);
      return view(tx, await whole(tx, idOf(input)));
    }),
    remove: town(contract.remove as C['remove'], async (tx, input) => {
      requireOffice(tx, (await readRecord(tx, spec, idOf(input))).office_id);
      await removeRecord(tx, spec, idOf(input));
      return { done: true } as RouteOutput<C['remove']>;
    }),
  };
}

const idOf = (input: unknown): string => (input as { id: string }).id;

const byId = (id: string): RawBuilder<unknown> => sql`r.id = ${id}`;
