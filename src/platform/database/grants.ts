import pg from 'pg';
import { DatabaseProblem } from './problem.ts';

const ident = pg.escapeIdentifier;
const ALL = ['select', 'insert', 'update', 'delete'];

interface Relation {
  oid: string;
  name: string;
  kind: 'r' | 'p' | 'v' | 'm' | 'S';
  comment: string | null;
  /** A view without it reads with its owner's rights, past row security. */
  invoker: boolean;
  held: string[];
}

interface Routine {
  name: string;
  comment: string | null;
  open: boolean;
  held: boolean;
}

const RELATIONS = `
  select c.oid, format('%I.%I', n.nspname, c.relname) as name, c.relkind as kind,
    obj_description(c.oid, 'pg_class') as comment,
    coalesce('security_invoker=true' = any (c.reloptions) or 'security_invoker=on' = any (c.reloptions), false)
      as invoker,
    array(select lower(a.privilege_type) from aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
      where r.rolname = $1) as held
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
      and d.deptype = 'e')
  order by name`;

const ROUTINES = `
  select p.oid::regprocedure::text as name, obj_description(p.oid, 'pg_proc') as comment,
    p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0) as open,
    exists (select from aclexplode(p.proacl) a join pg_roles r on r.oid = a.grantee where r.rolname = $1) as held
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'app' order by 1`;

/**
 * What the application role may do, computed from the catalog so that no list can lag behind the tables:
 * - tables of `public`: read and write, unless the comment limits it: 'app: select, insert' or 'app: none'
 * - views: read, when they are security_invoker or their comment says so
 * - routines of `app`: none but those whose comment starts with 'app:' or 'door:'
 * Only differences are written: a start that changes nothing leaves the catalog untouched.
 */
export async function grantAppRole(client: pg.Client, appRole: string): Promise<void> {
  const role = ident(appRole);
  const statements: string[] = [];
  const { rows: relations } = await client.query<Relation>(RELATIONS, [appRole]);
  for (const relation of relations) {
    const due = rightsOf(relation);
    const target = `${relation.kind === 'S' ? 'sequence' : 'table'} ${relation.name}`;
    const missing = due.filter((right) => !relation.held.includes(right));
    const excess = relation.held.filter((right) => !due.includes(right));
    if (missing.length) statements.push(`grant ${missing.join(', ')} on ${target} to ${role}`);
    if (excess.length) statements.push(`revoke ${excess.join(', ')} on ${target} from ${role}`);
  }
  const { rows: routines } = await client.query<Routine>(ROUTINES, [appRole]);
  for (const routine of routines) {
    const due = /^(app|door):/.test(routine.comment ?? '');
    if (routine.open) statements.push(`revoke all on routine ${routine.name} from public`);
    if (due && !routine.held) statements.push(`grant execute on routine ${routine.name} to ${role}`);
    if (!due && routine.held) statements.push(`revoke all on routine ${routine.name} from ${role}`);
  }
  if (await lacksSchema(client, appRole)) statements.push(`grant usage on schema app to ${role}`);
  if (!statements.length) return;
  await client.query('begin');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function rightsOf({ name, kind, comment, invoker }: Relation): string[] {
  if (kind === 'S') return ['usage', 'select'];
  const limits = /^app:\s*([^;.\n]*)/.exec(comment ?? '')?.[1];
  if (limits === undefined) {
    if (kind === 'r' || kind === 'p') return ALL;
    return kind === 'v' && invoker ? ['select'] : [];
  }
  const rights = limits
    .split(',')
    .map((right) => right.trim().toLowerCase())
    .filter((right) => right && right !== 'none');
  const unknown = rights.find((right) => !ALL.includes(right));
  if (unknown)
    throw new DatabaseProblem(
      'grant_comment',
      `Der Kommentar der Tabelle ${name} nennt das unbekannte Recht „${unknown}“; möglich sind ${ALL.join(', ')} und none.`,
    );
  return rights;
}

async function lacksSchema(client: pg.Client, appRole: string): Promise<boolean> {
  const { rows } = await client.query<{ lacks: boolean }>(
    `select not has_schema_privilege($1, oid, 'USAGE') as lacks from pg_namespace where nspname = 'app'`,
    [appRole],
  );
  return rows[0]?.lacks ?? false;
}
