import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, readRecord, removeRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ownCataloguesContract as contract } from '../contract-own.ts';
import { correctionsOf } from './corrections.ts';
import { controlAnswer, foreignCatalogue } from './kinds.ts';
import { catalogues } from './load-catalogues.ts';

const PAGE = 50;

type Listed = RouteOutput<typeof contract.overview>;

/** All catalogues, the shipped ones with what of them has not been confirmed. */
export async function listCatalogues(tx: TownTx): Promise<Listed> {
  const { rows } = await sql<Listed['own'][number]>`
    select c.id, c.title, v.edition, v.controls, v.seq as versions,
      (${answersOf(sql`v.id`, sql`c.id`, false)}) as answered, (${answersOf(sql`v.id`, sql`c.id`, true)}) as changed
    from foreign_catalogue c join lateral (select * from foreign_catalogue_version v
      where v.town_id = c.town_id and v.catalogue_id = c.id order by v.seq desc limit 1) v on true
    where c.town_id = ${tx.actor.townId} order by c.title, c.id`.execute(tx.db);
  const checked = new Map<string, Set<string>>();
  for (const { id } of catalogues().frameworks)
    checked.set(id, new Set((await correctionsOf(tx, id)).map(({ requirement }) => requirement)));
  const shipped = catalogues().frameworks.map(({ id, title, version, scale, requirements }) => ({
    id,
    title,
    version,
    scale: scale?.name ?? null,
    requirements: requirements.length,
    questions: requirements.reduce((n, { questions }) => n + questions.length, 0),
    unconfirmed: requirements.filter(
      ({ code, confirmedParts }) =>
        Object.values(confirmedParts).includes(false) && !checked.get(id)?.has(code),
    ).length,
  }));
  return { shipped, own: rows };
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
async function versionOf(tx: TownTx, id: string, seq: number | undefined): Promise<Version> {
  const { rows } = await sql<Version>`select id, seq from foreign_catalogue_version
    where town_id = ${tx.actor.townId} and catalogue_id = ${id} and (${seq ?? null}::int is null or seq = ${seq ?? null})
    order by seq desc limit 1`.execute(tx.db);
  return rows[0] ?? refuse('not_found', 'not_found');
}

type Shown = RouteOutput<typeof contract.get>;

/** A catalogue with its versions and the headings of one of them. */
export async function showCatalogue(
  tx: TownTx,
  { id, seq }: RouteInput<typeof contract.get>,
): Promise<Shown> {
  const head = await readRecord<{ title: string; source: string; licence: string }>(tx, foreignCatalogue, id);
  const version = await versionOf(tx, id, seq);
  const { rows } = await sql<Pick<Shown, 'versions' | 'headings' | 'controls' | 'answered' | 'changed'>>`
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
  const [found] = rows;
  if (!found) return refuse('not_found', 'not_found');
  const { title, source, licence } = head;
  return { id, title, source, licence, seq: version.seq, ...found };
}

type Controls = RouteOutput<typeof contract.controls>;

/** Controls of a version below a heading (and the headings below it), or found by words; 50 at a time. */
export async function listControls(
  tx: TownTx,
  { id, seq, heading, q, from = 0 }: RouteInput<typeof contract.controls>,
): Promise<Controls> {
  const version = await versionOf(tx, id, seq);
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

type Changes = RouteOutput<typeof contract.changes>;

/** Two versions side by side, control by control. */
export async function compareVersions(
  tx: TownTx,
  { id, from, to }: Omit<RouteInput<typeof contract.changes>, 'town'>,
): Promise<Changes> {
  const [before, after] = [await versionOf(tx, id, from), await versionOf(tx, id, to)];
  return changesBetween(tx, id, controlsOf(tx, before.id), controlsOf(tx, after.id));
}

const controlsOf = (tx: TownTx, version: string) => sql`select * from foreign_control
  where town_id = ${tx.actor.townId} and version_id = ${version}`;

/** What would change against a version if these controls came next. */
export async function compareWith(
  tx: TownTx,
  { id, seq }: { id: string; seq: number },
  controls: readonly object[],
): Promise<Changes> {
  const before = await versionOf(tx, id, seq);
  const after = sql`select * from jsonb_to_recordset(${JSON.stringify(controls)}::jsonb)
    as r (position int, code text, title text, statement text, digest text)`;
  return changesBetween(tx, id, controlsOf(tx, before.id), after);
}

async function changesBetween(
  tx: TownTx,
  id: string,
  before: RawBuilder<unknown>,
  after: RawBuilder<unknown>,
): Promise<Changes> {
  const { rows } = await sql<{
    code: string;
    was: string | null;
    is: string | null;
    alike: boolean | null;
    answered: boolean;
  }>`select coalesce(b.code, n.code) as code, b.title || E'\n' || b.statement as was, n.title || E'\n' || n.statement as is,
      b.digest = n.digest as alike, exists (select from control_answer a where a.town_id = ${tx.actor.townId}
        and a.catalogue_id = ${id} and a.code = coalesce(b.code, n.code)) as answered
    from (${before}) b full join (${after}) n on n.code = b.code order by coalesce(n.position, b.position)`.execute(
    tx.db,
  );
  const title = (text: string | null) => (text ?? '').split('\n')[0] ?? '';
  const changed = rows.filter(({ was, is, alike }) => was !== null && is !== null && !alike);
  return {
    same: rows.filter(({ alike }) => alike).length,
    added: rows.filter(({ was }) => was === null).map(({ code, is }) => ({ code, title: title(is) })),
    removed: rows.filter(({ is }) => is === null).map(({ code, was }) => ({ code, title: title(was) })),
    changed: changed.map(({ code, was, is, answered }) => ({
      code,
      before: was ?? '',
      after: is ?? '',
      answered,
    })),
  };
}

/** Keeps how far a control of the latest version is met. Refuses `not_found` for a code it does not have. */
export async function answerControl(
  tx: TownTx,
  { id, code, state, note = '' }: RouteInput<typeof contract.answer>,
): Promise<{ done: true }> {
  await readRecord(tx, foreignCatalogue, id);
  const version = await versionOf(tx, id, undefined);
  const { rows } = await sql<{ digest: string; answer: string | null }>`select k.digest, a.id as answer
    from foreign_control k left join control_answer a
      on a.town_id = k.town_id and a.catalogue_id = ${id} and a.code = k.code
    where k.town_id = ${tx.actor.townId} and k.version_id = ${version.id} and k.code = ${code}`.execute(
    tx.db,
  );
  const [found] = rows;
  if (!found) return refuse('not_found', 'not_found');
  const values = { state, note, digest: found.digest };
  if (found.answer) await updateRecord(tx, controlAnswer, found.answer, values);
  else await insertRecord(tx, controlAnswer, { catalogue_id: id, code, ...values }, 'given');
  return { done: true };
}

/** Removes a catalogue with everything below it. */
export async function removeCatalogue(
  tx: TownTx,
  { id }: RouteInput<typeof contract.remove>,
): Promise<{ done: true }> {
  await removeRecord(tx, foreignCatalogue, id, { version: null });
  return { done: true };
}
