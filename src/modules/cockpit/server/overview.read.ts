import { sql } from 'kysely';
import { addDays, formatDate, formatMonth, type LocalDate, localDateOf } from '#kernel/dates';
import { EDITORS } from '#kernel/functions';
import type { RouteOutput } from '#kernel/route';
import { countMissing } from '#modules/effect';
import { NOTICE_DAYS } from '#modules/organisation';
import { type Row, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { cockpitContract as contract } from '../contract.ts';

type Overview = RouteOutput<typeof contract.overview>;

/** The figures of the overview page; every one is a count or sum of rows that a list shows. */
export async function readOverview(tx: TownTx): Promise<Overview> {
  const { rows: engagements } =
    await sql<Row>`select id, title, starts_on, ends_on, status from engagement order by starts_on desc limit 1`.execute(
      tx.db,
    );
  const counts = async (table: 'finding' | 'measure') =>
    Object.fromEntries(
      (
        await sql<{
          status: string;
          n: number;
        }>`select status, count(*) as n from ${sql.table(table)} where town_id = ${tx.actor.townId}
          and status <> 'merged' group by status`.execute(tx.db)
      ).rows.map((r) => [r.status, r.n]),
    );
  const engagement = engagements[0] ? toView<NonNullable<Overview['engagement']>>(engagements[0]) : null;
  const { rows: rated } = await sql<{
    framework: string;
    rated: number;
    onTarget: number;
  }>`select framework, count(level) as rated,
    count(*) filter (where level >= target) as "onTarget" from rating where engagement_id = ${engagement?.id ?? null} group by framework order by framework`.execute(
    tx.db,
  );
  const { rows: sums } = await sql<{ items: number; contracts: number; once: number; yearly: number }>`select
    (select count(*) from item where end_of_support_on < ${tx.now}::date) as items,
    (select coalesce(sum(yearly_cost_cents), 0) from contract) as contracts,
    (select coalesce(sum(once_cost_cents - grant_cents), 0) from measure where status <> 'rejected') as once,
    (select coalesce(sum(yearly_cost_cents), 0) from measure where status <> 'rejected') as yearly`.execute(
    tx.db,
  );
  const year = tx.now.getFullYear();
  const { rows: budget } = await sql<{
    plannedCents: number;
    actualCents: number;
    committedCents: number;
    products: number;
  }>`select
    coalesce(sum(planned_cents + amended_cents), 0) as "plannedCents", coalesce(sum(actual_cents), 0) as "actualCents",
    coalesce(sum(committed_cents), 0) as "committedCents", count(distinct product) as products from budget_line where year = ${year}`.execute(
    tx.db,
  );
  const { rows: waiting } = await sql<
    Overview['waiting'][number]
  >`select 'finding' as kind, id::text, 'F-' || lpad(number::text, 2, '0') || ' ' || title as label, status as note
    from finding where status in ('in_review', 'disputed') order by status, number limit 10`.execute(tx.db);
  // Who may not read a measure's figure is not reminded of it: row security answers for both.
  const { rows: due } = await sql<
    Overview['waiting'][number]
  >`select 'measure' as kind, m.id::text, 'M-' || lpad(m.number::text, 2, '0') || ' ' || m.title as label, 'review_due' as note
    from measure_indicator i join measure m on m.town_id = i.town_id and m.id = i.measure_id
    where i.town_id = ${tx.actor.townId} and i.next_review_on <= ${localDateOf(tx.now)}::date order by i.next_review_on, m.number limit 10`.execute(
    tx.db,
  );
  const ending = tx.actor.functions.some((fn) => OVERSEERS.includes(fn)) ? await accessEnding(tx) : [];
  const sum = sums[0];
  return {
    engagement,
    findings: await counts('finding'),
    measures: await counts('measure'),
    rated,
    itemsPastSupport: sum?.items ?? 0,
    contractsYearlyCents: sum?.contracts ?? 0,
    packageOnceCents: sum?.once ?? 0,
    packageYearlyCents: sum?.yearly ?? 0,
    budget: budget[0] && budget[0].products > 0 ? { year, ...budget[0] } : null,
    waiting: [...waiting, ...due, ...(await reportsMissing(tx)), ...ending],
  };
}

/** One line for all: whoever may report is told of every measure, others of those they answer for by name. */
async function reportsMissing(tx: TownTx): Promise<Overview['waiting']> {
  const editor = tx.actor.functions.some((fn) => EDITORS.includes(fn));
  const { count, month } = await countMissing(tx, editor ? 'all' : 'mine');
  if (count === 0) return [];
  const { locale } = tx.actor;
  const label = m.cockpit_reports_missing({ count, month: formatMonth(month, locale) }, { locale });
  return [{ kind: 'execution', id: editor ? 'all' : 'me', label, note: 'report_missing' }];
}

const OVERSEERS: readonly string[] = ['administrator', 'head_of_it', 'mayor'];

/** Consultants whose access ends soon. */
async function accessEnding(tx: TownTx): Promise<Overview['waiting']> {
  const today = localDateOf(tx.now);
  const { rows } = await sql<{
    id: string;
    name: string;
    until: LocalDate;
  }>`select m.id::text, u.name, m.valid_until as until
    from membership m join app.town_users() u on u.id = m.user_id
    where m.town_id = ${tx.actor.townId} and m.function = 'consultant'
      and m.valid_until between ${today} and ${addDays(today, NOTICE_DAYS)} order by m.valid_until limit 10`.execute(
    tx.db,
  );
  const { locale } = tx.actor;
  return rows.map(({ id, name, until }) => ({
    kind: 'member',
    id,
    label: m.cockpit_access_ends({ name, date: formatDate(until, locale) }, { locale }),
    note: 'access_ending',
  }));
}
