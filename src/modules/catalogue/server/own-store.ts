import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { ownCataloguesContract as contract } from '../contract-own.ts';

type Own = RouteOutput<typeof contract.overview>['own'];

/** The town's own catalogues by title, each with its latest version. */
export async function ownCatalogues(tx: TownTx): Promise<Own> {
  const { rows } = await sql<Own[number]>`
    select c.id, c.title, v.edition, v.controls, v.seq as versions,
      (${answersOf(sql`v.id`, sql`c.id`, false)}) as answered, (${answersOf(sql`v.id`, sql`c.id`, true)}) as changed
    from foreign_catalogue c join lateral (select * from foreign_catalogue_version v
      where v.town_id = c.town_id and v.catalogue_id = c.id order by v.seq desc limit 1) v on true
    where c.town_id = ${tx.actor.townId} order by c.title, c.id`.execute(tx.db);
  return rows;
}

/** How many controls of a version are answered; those answered in another wording apart. */
const answersOf = (version: RawBuilder<unknown>, catalogue: RawBuilder<unknown>, changed: boolean) =>
  sql`select count(*)::int from control_answer a join foreign_control k on k.town_id = a.town_id and k.code = a.code
    where a.town_id = c.town_id and a.catalogue_id = ${catalogue} and k.version_id = ${version}
      and a.digest ${changed ? sql`<>` : sql`=`} k.digest`;

interface Version {
  id: string;
  seq: number;
}

/** The version asked for, or the latest; refuses `not_found`. */
export async function versionOf(tx: TownTx, id: string, seq: number | undefined): Promise<Version> {
  const { rows } = await sql<Version>`select id, seq from foreign_catalogue_version
    where town_id = ${tx.actor.townId} and catalogue_id = ${id} and (${seq ?? null}::int is null or seq = ${seq ?? null})
    order by seq desc limit 1`.execute(tx.db);
  return rows[0] ?? refuse('not_found', 'not_found');
}

type Shown = RouteOutput<typeof contract.get>;
type VersionView = Pick<Shown, 'versions' | 'headings' | 'controls' | 'answered' | 'changed'>;

/** Versions of a catalogue, headings of one of them, and how far it is answered. */
export async function readVersion(
  tx: TownTx,
  id: string,
  version: Version,
): Promise<VersionView | undefined> {
  const { rows } = await sql<VersionView>`
    select (select json_agg(json_build_object('seq', v.seq, 'edition', v.edition, 'files', v.files,
          'controls', v.controls, 'at', v.created_at) order by v.seq desc) from foreign_catalogue_version v
        where v.town_id = c.town_id and v.catalogue_id = c.id) as versions,
      coalesce((select json_agg(json_build_object('code', h.value->>'code', 'parent', h.value->>'parent',
          'title', h.value->>'title', 'controls', coalesce(k.controls, 0)) order by h.ordinality)
        from foreign_catalogue_content t cross join jsonb_array_elements(t.headings) with ordinality h
          left join (select heading, count(*)::int as controls from foreign_control
            where town_id = ${tx.actor.townId} and version_id = ${version.id} group by heading) k on k.heading = h.value->>'code'
        where t.town_id = c.town_id and t.version_id = ${version.id}), '[]') as headings,
      (select count(*)::int from foreign_control k where k.town_id = c.town_id and k.version_id = ${version.id}) as controls,
      (${answersOf(sql`${version.id}`, sql`c.id`, false)}) as answered,
      (${answersOf(sql`${version.id}`, sql`c.id`, true)}) as changed
    from foreign_catalogue c where c.town_id = ${tx.actor.townId} and c.id = ${id}`.execute(tx.db);
  return rows[0];
}

type Controls = RouteOutput<typeof contract.controls>;
const PAGE = 50;

interface Wanted {
  heading: string | undefined;
  q: string | undefined;
  from: number;
}

/** Controls of a version in the order of the document with their answers; 50 at a time. */
export async function pageOfControls(
  tx: TownTx,
  id: string,
  version: Version,
  { heading, q, from }: Wanted,
): Promise<Controls> {
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const where = sql`k.town_id = ${tx.actor.townId} and k.version_id = ${version.id}
    and (${heading ?? null}::text is null or k.heading = ${heading ?? null})
    and (${like}::text is null or k.code ilike ${like} or k.title ilike ${like} or k.statement ilike ${like})`;
  const counted = await sql<{
    total: number;
  }>`select count(*)::int as total from foreign_control k where ${where}`.execute(tx.db);
  const { rows } = await sql<Controls['controls'][number]>`
    select k.code, k.heading, k.title, k.statement, k.guidance, k.modal,
      case when a.id is not null then json_build_object('state', a.state, 'note', a.note,
        'changed', a.digest <> k.digest) end as answer
    from foreign_control k left join control_answer a
      on a.town_id = k.town_id and a.catalogue_id = ${id} and a.code = k.code
    where ${where} order by k.position offset ${from} limit ${PAGE}`.execute(tx.db);
  return { total: counted.rows[0]?.total ?? 0, controls: rows };
}

/** A control of a version with the key of its answer. */
export async function findControl(
  tx: TownTx,
  id: string,
  version: Version,
  code: string,
): Promise<{ digest: string; answer: string | null } | undefined> {
  const { rows } = await sql<{ digest: string; answer: string | null }>`select k.digest, a.id as answer
    from foreign_control k left join control_answer a
      on a.town_id = k.town_id and a.catalogue_id = ${id} and a.code = k.code
    where k.town_id = ${tx.actor.townId} and k.version_id = ${version.id} and k.code = ${code}`.execute(
    tx.db,
  );
  return rows[0];
}

/** The controls of a version, to be set against others. */
export const controlsOf = (tx: TownTx, version: string) => sql`select * from foreign_control
  where town_id = ${tx.actor.townId} and version_id = ${version}`;

/** The same of controls that no version has yet. */
export const givenControls = (controls: readonly object[]) =>
  sql`select * from jsonb_to_recordset(${JSON.stringify(controls)}::jsonb)
    as r (position int, code text, title text, statement text, digest text)`;

interface Pair {
  code: string;
  was: string | null;
  is: string | null;
  alike: boolean | null;
  answered: boolean;
}

/** Two sets of controls side by side by their code, in the order of the later one. */
export async function sideBySide(
  tx: TownTx,
  id: string,
  before: RawBuilder<unknown>,
  after: RawBuilder<unknown>,
): Promise<Pair[]> {
  const { rows } =
    await sql<Pair>`select coalesce(b.code, n.code) as code, b.title || E'\n' || b.statement as was, n.title || E'\n' || n.statement as is,
      b.digest = n.digest as alike, exists (select from control_answer a where a.town_id = ${tx.actor.townId}
        and a.catalogue_id = ${id} and a.code = coalesce(b.code, n.code)) as answered
    from (${before}) b full join (${after}) n on n.code = b.code order by coalesce(n.position, b.position)`.execute(
      tx.db,
    );
  return rows;
}
