import type pg from 'pg';

export interface BackupTable {
  name: string;
  /** Columns that hold data of their own; generated ones are made anew. */
  columns: string[];
  /** The column that names the town: `town_id`, `id` for the town itself, or null for what belongs to people. */
  town: 'town_id' | 'id' | null;
}

/** What lives only for the moment, with files that are not saved or with the queue, is known from the manifest, or is learned anew from the texts. */
const LEFT_OUT = new Set([
  'session',
  'sign_in_step',
  'known_device',
  'idempotency',
  'import_run',
  'job_effect',
  'presence',
  'schema_migration',
  'search_fresh',
  'search_word',
]);

/** All tables in an order in which each comes after those it refers to. */
export async function backupTables(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(distinct r.relname::text) from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' order by c.relname`);
  const open = new Map(rows.filter((row) => !LEFT_OUT.has(row.name)).map((row) => [row.name, row]));
  const ordered: BackupTable[] = [];
  while (open.size > 0) {
    const free = [...open.values()].filter((row) => !row.needs.some((need) => open.has(need)));
    if (free.length === 0)
      throw new Error(`tables refer to each other in a circle: ${[...open.keys()].join(', ')}`);
    for (const { name, columns } of free) {
      ordered.push({
        name,
        columns,
        town: columns.includes('town_id') ? 'town_id' : name === 'town' ? 'id' : null,
      });
      open.delete(name);
    }
  }
  return ordered;
}

/** Which rows of a table belong to one town; people go along with their functions. */
export function townFilter(table: BackupTable): string {
  // How the installation reaches its directory is no town's, and carries a password.
  if (table.name === 'directory') return 'false and $1::uuid is not null';
  if (table.town) return `t.${table.town} = $1`;
  const person = table.columns.includes('user_id') ? 'user_id' : 'id';
  return `exists (select 1 from membership m where m.user_id = t.${person} and m.town_id = $1)`;
}
