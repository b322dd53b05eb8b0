import { type RawBuilder, sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import { readActivities, type WORK_KINDS } from '#modules/activity';
import { readScores, unitedRoles } from '#modules/assessment';
import { contractName, readSpending } from '#modules/budget';
import { findRequirement } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';
import { percentOf, type SourceKey } from '../domain/sources.ts';

export interface CountedRow {
  kind: string;
  id: string;
  label: string;
}
/** What a source says at the moment of the transaction. */
export interface Reading {
  value: number | null;
  part: number | null;
  whole: number | null;
  /** Rows that count, at most `MOST`. */
  rows: CountedRow[];
  rowTotal: number;
}
type Read = (tx: TownTx, scope: string) => Promise<Reading>;

/** More than these nobody reads one by one; the list behind them has all. */
const MOST = 100;
const NOTHING: Reading = { value: null, part: null, whole: null, rows: [], rowTotal: 0 };
const plain = (value: number | null): Reading => ({ ...NOTHING, value });

const ITEM = sql`'item' as kind, i.id::text as id, 'I-' || lpad(i.number::text, 3, '0') || ' ' || i.name as label`;

interface Counting {
  /** Rows with `kind`, `id`, `label` and `counts`. */
  all: (tx: TownTx, scope: string) => RawBuilder<unknown>;
  /** The figure is their number, or their share in whole per cent. */
  as: 'count' | 'share';
  /** Rows that are shown: those that count, or those that are missing from the whole. */
  show: 'counting' | 'missing';
}

const counted =
  ({ all, as, show }: Counting): Read =>
  async (tx, scope) => {
    const { rows } = await sql<CountedRow & { counts: boolean; part: number; whole: number }>`
      with line as (${all(tx, scope)})
      select kind, id, label, counts, (count(*) filter (where counts) over ())::int as part, (count(*) over ())::int as whole
      from line order by counts = ${show === 'counting'} desc, label limit ${MOST}`.execute(tx.db);
    const { part = 0, whole = 0 } = rows[0] ?? {};
    return {
      value: as === 'count' ? part : percentOf(part, whole),
      part,
      whole,
      rows: rows
        .filter(({ counts }) => counts === (show === 'counting'))
        .map(({ kind, id, label }) => ({ kind, id, label })),
      rowTotal: show === 'counting' ? part : whole - part,
    };
  };

const items = (tx: TownTx, counts: RawBuilder<unknown>, among = sql`true`) =>
  sql`select ${ITEM}, ${counts} as counts from item i where i.town_id = ${tx.actor.townId} and ${among}`;

/** The latest week that has begun and in which something of the framework is rated. */
const newestWeek = (tx: TownTx, framework: string) => sql`(select e.id from engagement e
  where e.town_id = ${tx.actor.townId} and e.starts_on <= ${localDateOf(tx.now)}::date
    and exists (select from rating r where r.town_id = e.town_id and r.engagement_id = e.id
      and r.framework = ${framework} and r.level is not null)
  order by e.starts_on desc, e.id limit 1)`;

async function roleUnions(tx: TownTx): Promise<Reading> {
  const unions = await unitedRoles(tx);
  const { rows: people } = await sql<{ id: string; name: string }>`select id, name from person
    where town_id = ${tx.actor.townId}`.execute(tx.db);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const rows = unions.map(({ personId, titles }) => ({
    kind: 'person',
    id: personId,
    label: `${names.get(personId) ?? ''}: ${titles.join(' + ')}`,
  }));
  return {
    ...NOTHING,
    value: rows.length,
    part: rows.length,
    rows: rows.slice(0, MOST),
    rowTotal: rows.length,
  };
}

async function practiceLevel(tx: TownTx, scope: string): Promise<Reading> {
  const { rows } = await sql<{ id: string; level: number | null }>`select id, level from rating
    where town_id = ${tx.actor.townId} and engagement_id = ${newestWeek(tx, 'itil')}
      and framework = 'itil' and requirement = ${scope}`.execute(tx.db);
  const row = rows[0];
  if (!row) return NOTHING;
  const label = findRequirement('itil', scope)?.title[tx.actor.locale] ?? scope;
  return { ...plain(row.level), rows: [{ kind: 'rating', id: row.id, label }], rowTotal: 1 };
}

async function chapterFulfilment(tx: TownTx, scope: string): Promise<Reading> {
  const { rows } = await sql<{ id: string | null }>`select ${newestWeek(tx, 'vds10000')} as id`.execute(
    tx.db,
  );
  const week = rows[0]?.id;
  if (!week) return NOTHING;
  const { chapters } = await readScores(tx, { town: tx.actor.townSlug, id: week, framework: 'vds10000' });
  const all = chapters.find(({ code }) => code === scope)?.all;
  return all ? { ...plain(all.degree), part: all.known, whole: all.total } : NOTHING;
}

const timeShare =
  (kind: (typeof WORK_KINDS)[number]): Read =>
  async (tx) =>
    plain((await readActivities(tx)).total.figure?.shares[kind] ?? null);

async function spendingMeasured(tx: TownTx): Promise<Reading> {
  const { years } = await readSpending(tx);
  const share = years.at(-1)?.measuredShare ?? null;
  return plain(share === null ? null : Math.floor(share * 100));
}

async function budgetUsed(tx: TownTx): Promise<Reading> {
  const { rows } = await sql<{ planned: number; actual: number }>`select
    coalesce(sum(planned_cents + amended_cents), 0)::bigint as planned, coalesce(sum(actual_cents), 0)::bigint as actual
    from budget_line where town_id = ${tx.actor.townId} and year = ${tx.now.getFullYear()}
      and planned_cents + amended_cents > 0`.execute(tx.db);
  return plain(percentOf(rows[0]?.actual ?? 0, rows[0]?.planned ?? 0));
}

const FINDING = sql`'finding' as kind, f.id::text as id, 'F-' || lpad(f.number::text, 2, '0') || ' ' || f.title as label`;

/** How each source is read; the rule in words stands in the texts under `effect_rule_…`. */
const READINGS: Readonly<Record<SourceKey, Read>> = {
  role_unions: roleUnions,
  items_past_support: counted({
    as: 'count',
    show: 'counting',
    all: (tx) => items(tx, sql`coalesce(i.end_of_support_on < ${localDateOf(tx.now)}::date, false)`),
  }),
  items_without_backup: counted({
    as: 'count',
    show: 'counting',
    all: (tx) => items(tx, sql`i.backup = 'no'`),
  }),
  critical_items_backed_up: counted({
    as: 'share',
    show: 'missing',
    all: (tx) =>
      items(
        tx,
        sql`i.backup = 'yes'`,
        sql`i.criticality in ('high', 'critical') and i.backup <> 'not_needed'`,
      ),
  }),
  items_with_responsible: counted({
    as: 'share',
    show: 'missing',
    all: (tx) => items(tx, sql`i.responsible_person_id is not null`),
  }),
  findings_open: counted({
    as: 'share',
    show: 'counting',
    all: (tx, scope) => sql`select ${FINDING}, not exists (
        select from measure_finding l join measure m on m.town_id = l.town_id and m.id = l.measure_id
        where l.town_id = f.town_id and l.finding_id = f.id and m.status = 'done') as counts
      from finding f where f.town_id = ${tx.actor.townId} and f.status in ('confirmed', 'corrected')
        and f.severity >= ${Number(scope) || 1}`,
  }),
  measures_done: counted({
    as: 'share',
    show: 'missing',
    all: (tx) => sql`select 'measure' as kind, m.id::text as id,
        'M-' || lpad(m.number::text, 2, '0') || ' ' || m.title as label, m.status = 'done' as counts
      from measure m where m.town_id = ${tx.actor.townId} and m.status in ('decided', 'done')`,
  }),
  practice_level: practiceLevel,
  chapter_fulfilment: chapterFulfilment,
  framework_on_target: counted({
    as: 'share',
    show: 'missing',
    all: (
      tx,
      scope,
    ) => sql`select 'rating' as kind, r.id::text as id, r.requirement as label, r.level >= r.target as counts
      from rating r where r.town_id = ${tx.actor.townId} and r.framework = ${scope} and r.level is not null
        and r.engagement_id = ${newestWeek(tx, scope)}`,
  }),
  spending_measured: spendingMeasured,
  postings_unassigned: counted({
    as: 'share',
    show: 'counting',
    all: (
      tx,
    ) => sql`select 'posting' as kind, p.id::text as id, p.year || ' ' || p.document || ' ' || p.partner as label,
        p.cost_area = 'unassigned' as counts from posting p where p.town_id = ${tx.actor.townId}`,
  }),
  budget_used: budgetUsed,
  contracts_without_end: counted({
    as: 'count',
    show: 'counting',
    all: (tx) => sql`select 'contract' as kind, c.id::text as id,
        ${contractName} as label, c.ends_on is null as counts
      from contract c where c.town_id = ${tx.actor.townId}`,
  }),
  strategic_time: timeShare('strategic'),
  fire_fighting_time: timeShare('fire_fighting'),
  interruptions: async (tx) => plain((await readActivities(tx)).total.figure?.interruptionsPerDay ?? null),
  defects_on_walk: counted({
    as: 'count',
    show: 'counting',
    all: (
      tx,
    ) => sql`select 'room' as kind, r.id::text as id, r.name || ': ' || a.point as label, a.answer = 'defect' as counts
      from checklist_answer a join room r on r.town_id = a.town_id and r.id = a.room_id
      where a.town_id = ${tx.actor.townId} and a.engagement_id = (select e.id from engagement e
        where e.town_id = ${tx.actor.townId} and e.starts_on <= ${localDateOf(tx.now)}::date
          and exists (select from checklist_answer o where o.town_id = e.town_id and o.engagement_id = e.id)
        order by e.starts_on desc, e.id limit 1)`,
  }),
};

/** What a source says now; a requirement by its title. */
export async function readNow(tx: TownTx, source: SourceKey, scope: string): Promise<Reading> {
  const found = await READINGS[source](tx, scope);
  if (source !== 'framework_on_target') return found;
  const { locale } = tx.actor;
  return {
    ...found,
    rows: found.rows.map((row) => ({
      ...row,
      label: findRequirement(scope, row.label)?.title[locale] ?? row.label,
    })),
  };
}
