import { type RawBuilder, sql } from 'kysely';
import { insertRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { DraftRow } from '../domain/catalogue-draft.ts';
import { catalogueDraft } from './kinds.ts';
import type { CatalogueTables } from './tables.ts';

export type DraftRecord = CatalogueTables['catalogue_draft'];
export type RowRecord = CatalogueTables['catalogue_draft_row'];

const CHUNK = 1000;

/** Rows taken over from a version. Above stands before below, also across two statements. */
export async function copyRows(tx: TownTx, draftId: string, rows: readonly DraftRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK)
    await sql`insert into catalogue_draft_row (town_id, draft_id, created_at, updated_at, id, kind, heading_id, above_id,
        position, code, title, statement, guidance, evidence, modal, origin, was, rich)
      select ${tx.actor.townId}, ${draftId}, ${tx.now}, ${tx.now}, r.id, r.kind, r."headingId", r."aboveId", r.position,
        r.code, r.title, r.statement, r.guidance, r.evidence, r.modal, r.origin, r.was, r.rich
      from jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + CHUNK))}::jsonb) as r (id uuid, kind text,
        "headingId" uuid, "aboveId" uuid, position int, code text, title text, statement text, guidance text,
        evidence text, modal text, origin text, was text, rich text)`.execute(tx.db);
}

/** All rows of a draft. */
export async function readRows(tx: TownTx, draftId: string): Promise<DraftRow[]> {
  const { rows } =
    await sql<DraftRow>`select id, kind, heading_id as "headingId", above_id as "aboveId", position, code,
      title, statement, guidance, evidence, modal, origin, was, rich
    from catalogue_draft_row where town_id = ${tx.actor.townId} and draft_id = ${draftId} order by id`.execute(
      tx.db,
    );
  return rows;
}

/** The number of a row that differs from the given one in capital and small letters only. */
export async function codeLike(
  tx: TownTx,
  { draftId, kind, code }: { draftId: string; kind: RowRecord['kind']; code: string },
): Promise<string | null> {
  const { rows } = await sql<{ code: string }>`select code from catalogue_draft_row
    where town_id = ${tx.actor.townId} and draft_id = ${draftId} and kind = ${kind}
      and lower(code) = lower(${code}) and code <> ${code} limit 1`.execute(tx.db);
  return rows[0]?.code ?? null;
}

export interface ListedDraft extends DraftRecord {
  requirements: number;
  changed_at: string;
}

export async function readDrafts(tx: TownTx): Promise<ListedDraft[]> {
  const { rows } =
    await sql<ListedDraft>`select d.*, r.requirements, greatest(d.updated_at, r.changed_at) as changed_at
    from catalogue_draft d, lateral (select count(*) filter (where kind = 'requirement')::int as requirements,
      max(updated_at) as changed_at from catalogue_draft_row r where r.town_id = d.town_id and r.draft_id = d.id) r
    where d.town_id = ${tx.actor.townId} order by d.title, d.id`.execute(tx.db);
  return rows;
}

export interface HeadingRow {
  id: string;
  parentId: string | null;
  code: string;
  title: string;
  requirements: number;
}

/** Headings by place, each with how many requirements stand below it; and how many stand below none. */
export async function readHeadings(
  tx: TownTx,
  draftId: string,
): Promise<{ headings: HeadingRow[]; requirements: number; loose: number }> {
  const of = sql`town_id = ${tx.actor.townId} and draft_id = ${draftId}`;
  const { rows } = await sql<
    Omit<HeadingRow, 'requirements'>
  >`select id, heading_id as "parentId", code, title
    from catalogue_draft_row where ${of} and kind = 'heading' order by position`.execute(tx.db);
  const counted = await sql<{
    heading: string | null;
    count: number;
  }>`select heading_id as heading, count(*)::int as count
    from catalogue_draft_row where ${of} and kind = 'requirement' group by 1`.execute(tx.db);
  const counts = new Map(counted.rows.map(({ heading, count }) => [heading, count]));
  return {
    headings: rows.map((row) => ({ ...row, requirements: counts.get(row.id) ?? 0 })),
    requirements: counted.rows.reduce((all, { count }) => all + count, 0),
    loose: counts.get(null) ?? 0,
  };
}

/** Requirements below a heading, or below none, each followed by those below itself. */
export async function pageOfRows(
  tx: TownTx,
  { draftId, heading, from, limit }: { draftId: string; heading: string | null; from: number; limit: number },
): Promise<{ total: number; rows: (RowRecord & { depth: number })[] }> {
  const tree = sql`with recursive tree as (
      select r.id, array[r.position] as path from catalogue_draft_row r
      where r.town_id = ${tx.actor.townId} and r.draft_id = ${draftId} and r.kind = 'requirement' and r.above_id is null
        and ${heading === null ? sql`r.heading_id is null` : sql`r.heading_id = ${heading}`}
      union all
      select r.id, t.path || r.position from tree t join catalogue_draft_row r
        on r.town_id = ${tx.actor.townId} and r.draft_id = ${draftId} and r.above_id = t.id)`;
  const counted = await sql<{ total: number }>`${tree} select count(*)::int as total from tree`.execute(
    tx.db,
  );
  const { rows } = await sql<RowRecord & { depth: number }>`${tree}
    select r.*, array_length(t.path, 1) - 1 as depth
    from (select * from tree order by path offset ${from} limit ${limit}) t
    join catalogue_draft_row r on r.town_id = ${tx.actor.townId} and r.id = t.id order by t.path`.execute(
    tx.db,
  );
  return { total: counted.rows[0]?.total ?? 0, rows };
}

const below = (tx: TownTx, id: string): RawBuilder<unknown> => sql`with recursive below as (
    select r.id, r.kind, 1 as depth from catalogue_draft_row r
    where r.town_id = ${tx.actor.townId} and (r.heading_id = ${id} or r.above_id = ${id})
    union
    select r.id, r.kind, b.depth + 1 from below b join catalogue_draft_row r
      on r.town_id = ${tx.actor.townId} and (r.heading_id = b.id or r.above_id = b.id))`;

/** Ids of everything below a row. */
export async function idsBelow(tx: TownTx, id: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`${below(tx, id)} select distinct id from below`.execute(tx.db);
  return new Set(rows.map((row) => row.id));
}

/** How many steps lead down from a row. */
export async function depthBelow(tx: TownTx, id: string): Promise<number> {
  const { rows } = await sql<{ depth: number }>`${below(tx, id)}
    select coalesce(max(depth), 0)::int as depth from below`.execute(tx.db);
  return rows[0]?.depth ?? 0;
}

/** How many headings stand from this one up to the top, itself included. */
export async function depthOf(tx: TownTx, id: string | null): Promise<number> {
  if (id === null) return 0;
  const { rows } = await sql<{ depth: number }>`with recursive up as (
      select r.heading_id from catalogue_draft_row r where r.town_id = ${tx.actor.townId} and r.id = ${id}
      union all
      select r.heading_id from up u join catalogue_draft_row r on r.town_id = ${tx.actor.townId} and r.id = u.heading_id)
    select count(*)::int as depth from up`.execute(tx.db);
  return rows[0]?.depth ?? 0;
}

export async function countOf(tx: TownTx, draftId: string, kind: DraftRow['kind']): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from catalogue_draft_row
    where town_id = ${tx.actor.townId} and draft_id = ${draftId} and kind = ${kind}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

type Place = Pick<RowRecord, 'draft_id' | 'kind' | 'heading_id' | 'above_id'>;

const siblings = (tx: TownTx, { draft_id, kind, heading_id, above_id }: Place): RawBuilder<unknown> =>
  sql`town_id = ${tx.actor.townId} and draft_id = ${draft_id} and kind = ${kind}
    and heading_id is not distinct from ${heading_id}::uuid and above_id is not distinct from ${above_id}::uuid`;

/** The place behind all others. */
export async function nextPosition(tx: TownTx, place: Place): Promise<number> {
  const { rows } = await sql<{ next: number }>`select coalesce(max(position) + 1, 0)::int as next
    from catalogue_draft_row where ${siblings(tx, place)}`.execute(tx.db);
  return rows[0]?.next ?? 0;
}

/** The one directly before or behind; undefined at the end. */
export async function neighbour(
  tx: TownTx,
  row: RowRecord,
  way: 'up' | 'down',
): Promise<{ id: string; position: number } | undefined> {
  const beyond = way === 'up' ? sql`position < ${row.position}` : sql`position > ${row.position}`;
  const { rows } = await sql<{ id: string; position: number }>`select id, position from catalogue_draft_row
    where ${siblings(tx, row)} and ${beyond}
    order by position ${way === 'up' ? sql`desc` : sql`asc`} limit 1`.execute(tx.db);
  return rows[0];
}

/** Gives way to a neighbour that moves: nothing of what is written in it changes, so its version stays. */
export const giveWay = async (tx: TownTx, id: string, position: number): Promise<void> =>
  void (await sql`update catalogue_draft_row set position = ${position}
    where town_id = ${tx.actor.townId} and id = ${id}`.execute(tx.db));

/** Requirements below a requirement go with it below another heading. */
export async function followTo(tx: TownTx, ids: readonly string[], heading: string | null): Promise<void> {
  if (ids.length === 0) return;
  await sql`update catalogue_draft_row set heading_id = ${heading}::uuid
    where town_id = ${tx.actor.townId} and id = any(${ids}::uuid[])`.execute(tx.db);
}

export const insertDraft = (tx: TownTx, values: Partial<DraftRecord>) =>
  insertRecord<DraftRecord>(tx, catalogueDraft, values, 'begun');

export async function hasDraft(tx: TownTx, catalogueId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from catalogue_draft
    where town_id = ${tx.actor.townId} and catalogue_id = ${catalogueId}`.execute(tx.db);
  return rows.length > 0;
}

/** One at a time per town: two drafts of one title must not become one catalogue unseen. */
export const oneAtATime = async (tx: TownTx): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(hashtextextended('catalogue ' || ${tx.actor.townId}, 0))`.execute(
    tx.db,
  ));
