import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import { toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { privacyContract as contract } from '../contract.ts';
import { JOURNAL_YEARS, type Rule, rules } from './rules.ts';
import { weekEnded } from './week.read.ts';

/** Counts or ends what its years have passed since; a row nobody changed since then counts as ended. */
const before = (tx: TownTx, years: number): Date => {
  const day = new Date(tx.now);
  day.setUTCFullYear(day.getUTCFullYear() - years);
  return day;
};

/** The hold on deletion; `until` is null when there is none or its day has passed. */
export async function holdOf(tx: TownTx): Promise<{ until: string | null; reason: string }> {
  const { rows } = await sql<{ until: string | null; reason: string }>`select
      case when hold_until >= (${tx.now}::timestamptz at time zone 'Europe/Berlin')::date then hold_until end as until,
      hold_reason as reason from town where id = ${tx.actor.townId}`.execute(tx.db);
  return rows[0] ?? { until: null, reason: '' };
}

/** Rows of a rule whose years have passed: those that still say something of a person, or that nothing refers to. */
async function dueRows(tx: TownTx, rule: Rule): Promise<string[]> {
  if (rule.ends === 'delete_unseen') {
    const { rows } = await sql<{
      id: string;
    }>`select id from app.door_diary_due(${rule.table}, ${before(tx, rule.years)})`.execute(tx.db);
    return rows.map(({ id }) => id);
  }
  const { rows: columns } = await sql<{ name: string; type: string; nullable: boolean }>`
    select column_name as name, data_type as type, is_nullable = 'YES' as nullable from information_schema.columns
    where table_schema = 'public' and table_name = ${rule.table}`.execute(tx.db);
  const told = rule.columns.map((name) => {
    const text = columns.find((column) => column.name === name)?.type === 'text';
    return text ? sql`coalesce(r.${sql.ref(name)}, '') <> ''` : sql`r.${sql.ref(name)} is not null`;
  });
  const ended = before(tx, rule.years);
  const ripe =
    rule.ends === 'delete_whole'
      ? sql`true`
      : rule.ends === 'delete'
        ? await unreferenced(tx, rule.table)
        : sql.join(told, sql` or `);
  const { rows } = await sql<{ id: string }>`select r.id from ${sql.table(rule.table)} r
    where r.town_id = ${tx.actor.townId} and r.${sql.ref(rule.from)} < ${ended} and ${await weekEnded(tx, rule.table, ended)}
      and (${ripe})`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** No other record of the town refers to the row. */
async function unreferenced(tx: TownTx, table: string) {
  const { rows } = await sql<{ from: string; column: string }>`
    select c.conrelid::regclass::text as "from", a.attname as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'town_id'
    where c.contype = 'f' and c.confrelid = ${table}::regclass`.execute(tx.db);
  const conditions = rows.map(
    ({ from, column }) =>
      sql`not exists (select 1 from ${sql.table(from)} x where x.town_id = r.town_id and x.${sql.ref(column)} = r.id)`,
  );
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}

async function end(tx: TownTx, rule: Rule, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const these = sql`town_id = ${tx.actor.townId} and id = any(${ids}::uuid[])`;
  if (rule.ends === 'delete_unseen') {
    await sql`select app.door_diary_end(${rule.table}, ${before(tx, rule.years)})`.execute(tx.db);
    return;
  }
  if (rule.ends === 'delete' || rule.ends === 'delete_whole') {
    await sql`delete from search_entry where town_id = ${tx.actor.townId} and record_id = any(${ids}::uuid[])`.execute(
      tx.db,
    );
    await sql`delete from ${sql.table(rule.table)} where ${these}`.execute(tx.db);
    return;
  }
  const { rows: types } = await sql<{
    name: string;
    type: string;
  }>`select column_name as name, data_type as type
    from information_schema.columns where table_schema = 'public' and table_name = ${rule.table}`.execute(
    tx.db,
  );
  const blank = rule.columns.map((name) => {
    const text = types.find((column) => column.name === name)?.type === 'text';
    return sql`${sql.ref(name)} = ${text ? sql`''` : sql`null`}`;
  });
  await sql`update ${sql.table(rule.table)} set ${sql.join(blank)}, version = version + 1 where ${these}`.execute(
    tx.db,
  );
}

/** For this transaction alone: rows that single people said in interviews are counted and ended, whoever asks. */
const seeAll = (tx: TownTx) => sql`select set_config('app.retention', 'on', true)`.execute(tx.db);

/** Ends what is due, tells it in the protocol without names; during a hold it only tells that it was held. */
export async function runRetention(tx: TownTx): Promise<{ table: string; rows: number }[]> {
  await seeAll(tx);
  const held = (await holdOf(tx)).until !== null;
  const removed: { table: string; rows: number }[] = [];
  if (!held) {
    for (const rule of rules) {
      const ids = await dueRows(tx, rule);
      await end(tx, rule, ids);
      if (ids.length > 0) removed.push({ table: rule.table, rows: ids.length });
    }
    const { rows } = await sql<{
      n: number;
    }>`select app.door_forget_story(${before(tx, JOURNAL_YEARS)}) as n`.execute(tx.db);
    if (rows[0]?.n) removed.push({ table: 'journal_payload', rows: rows[0].n });
  }
  if (held || removed.length > 0)
    await sql`insert into retention_run (town_id, id, at, held, removed)
      values (${tx.actor.townId}, ${tx.newId()}, ${tx.now}, ${held}, ${JSON.stringify(removed)}::jsonb)`.execute(
      tx.db,
    );
  if (removed.length > 0)
    await writeJournal(tx, {
      event: 'retention.ran',
      kind: 'retention',
      recordId: tx.actor.townId,
      changes: Object.fromEntries(removed.map(({ table, rows }) => [table, [rows, 0] as const])),
    });
  return removed;
}

/** Rules, what is due today, the hold and the last protocols. */
export async function showRetention(tx: TownTx): Promise<RouteOutput<typeof contract.retention>> {
  await seeAll(tx);
  const { until, reason } = await holdOf(tx);
  const listed = await Promise.all(
    rules.map(async (rule) => ({
      table: rule.table,
      years: rule.years,
      columns: [...rule.columns],
      due: (await dueRows(tx, rule)).length,
    })),
  );
  const story = { table: 'journal_payload', years: JOURNAL_YEARS, columns: ['payload'], due: 0 };
  const { rows } = await sql<Record<string, unknown>>`select id, at, held, removed from retention_run
    where town_id = ${tx.actor.townId} order by at desc limit 50`.execute(tx.db);
  return {
    holdUntil: until,
    holdReason: reason,
    rules: [...listed, story],
    runs: rows.map((row) => toView(row)),
  };
}

/** Stops or frees deletion; a stop says why: refuses `privacy_reason_missing`. */
export async function setHold(tx: TownTx, input: RouteInput<typeof contract.hold>): Promise<{ done: true }> {
  if (input.until && !input.reason)
    refuse('invalid', 'privacy_reason_missing', [{ path: 'reason', code: 'required' }]);
  const held = await holdOf(tx);
  await sql`update town set hold_until = ${input.until}, hold_reason = ${input.reason}, version = version + 1
    where id = ${tx.actor.townId}`.execute(tx.db);
  await writeJournal(tx, {
    event: 'retention.held',
    kind: 'retention',
    recordId: tx.actor.townId,
    changes: { until: [held.until, input.until], reason: [held.reason, input.reason] },
  });
  return { done: true };
}
