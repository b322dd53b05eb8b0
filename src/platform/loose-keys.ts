import { sql } from 'kysely';
import { writeJournals } from './journal.ts';
import type { TownTx } from './tx.ts';

/**
 * Records that point at one that is about to go and can do without it lose the key as a change of their own, with a new
 * version and a line of the journal. Left to the foreign key (`on delete set null`), it would be emptied unseen.
 */
export async function letGoOf(tx: TownTx, table: string, id: string): Promise<void> {
  const { rows: keys } = await sql<{ name: string; field: string }>`
    select c.relname as name, a.attname as field from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.confdelsetcols[1]
    where k.contype = 'f' and k.confdeltype = 'n' and k.confrelid = ${table}::regclass
      and exists (select from pg_attribute v where v.attrelid = c.oid and v.attname = 'version')
    order by 1, 2`.execute(tx.db);
  for (const { name, field } of keys) {
    const { rows } = await sql<{ id: string; office_id: string | null }>`
      update ${sql.table(name)} set ${sql.ref(field)} = null, version = version + 1, updated_at = ${tx.now}
      where town_id = ${tx.actor.townId} and ${sql.ref(field)} = ${id} returning id, office_id`.execute(
      tx.db,
    );
    await writeJournals(
      tx,
      rows.map((row) => ({
        event: `${name}.changed`,
        kind: name,
        recordId: row.id,
        officeId: row.office_id,
        changes: { [field]: [id, null] as const },
      })),
    );
  }
}
