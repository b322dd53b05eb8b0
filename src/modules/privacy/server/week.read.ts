import { type RawBuilder, sql } from 'kysely';
import type { TownTx } from '#platform/tx';

/**
 * The condition that the week a row `r` belongs to, directly or through the record it hangs on, had ended before a moment. True for
 * tables that belong to no week.
 */
export async function weekEnded(tx: TownTx, table: string, before: Date): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ column: string; through: string | null; next: string | null }>`
    with key as (select c.conrelid, a.attname::text as column, c.confrelid from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'town_id' where c.contype = 'f')
    select k.column, null::text as through, null::text as next from key k
      where k.conrelid = ${table}::regclass and k.confrelid = 'engagement'::regclass
    union all select k.column, k.confrelid::regclass::text, n.column from key k join key n on n.conrelid = k.confrelid
      where k.conrelid = ${table}::regclass and n.confrelid = 'engagement'::regclass`.execute(tx.db);
  if (rows.length === 0) return sql`true`;
  const week = sql`w.ends_on < ${before}::timestamptz::date`;
  const ended = rows.map(({ column, through, next }) =>
    through && next
      ? sql`exists (select 1 from ${sql.table(through)} x join engagement w on w.town_id = x.town_id and w.id = x.${sql.ref(next)}
          where x.town_id = r.town_id and x.id = r.${sql.ref(column)} and ${week})`
      : sql`exists (select 1 from engagement w where w.town_id = r.town_id and w.id = r.${sql.ref(column)} and ${week})`,
  );
  // A row that hangs on nothing of a week, as a file on an item, goes by its own age alone.
  const hangs = rows.map(({ column }) => sql`r.${sql.ref(column)} is null`);
  return sql`((${sql.join(hangs, sql` and `)}) or ${sql.join(ended, sql` or `)})`;
}
