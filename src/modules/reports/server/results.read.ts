import { type RawBuilder, sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import type { Confidentiality } from '#kernel/document';
import { areaWord, readSpending } from '#modules/budget';
import { catalogues, correctionsOf, type Framework, unionsOfRoles } from '#modules/catalogue';
import { classOf } from '#modules/findings';
import { type Row, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ReportFramework, ReportInForce, ReportUnion, ResultsReport } from '../domain/results-report.ts';
import { WORDS } from '../domain/words.ts';
import { readLegalCheck, readOlder } from './lists.read.ts';
import { readReportActivities } from './read-report-activities.ts';
import { underPlan } from './under-plan.read.ts';
import { readRooms } from './walk.read.ts';

type Locale = ResultsReport['locale'];
type Classed = { readonly confidentiality: Confidentiality | null };

/**
 * All rows the results report prints, of the latest week of the town; drafts are left out, merged findings stand with the one
 * kept. With `plan` the measures and frames are those of a kept plan, as if it were in force; refuses what `planOverlay` does.
 */
export async function readResults(
  tx: TownTx,
  locale: Locale,
  plan: string | null = null,
): Promise<ResultsReport> {
  const report = await readInForce(tx, locale);
  const measures = report.measures.map(({ id: _, ...measure }) => measure);
  return plan === null ? { ...report, measures } : underPlan(tx, report, plan);
}

async function readInForce(tx: TownTx, locale: Locale): Promise<ReportInForce> {
  const week = await readWeek(tx);
  return {
    locale,
    writtenOn: localDateOf(tx.now),
    ...(await readPlace(tx)),
    ...(await readOfWeek(tx, week)),
    ...(await readPeopleAndDuties(tx, locale)),
    rooms: await readRooms(tx, week?.id ?? null, locale),
    frameworks: await Promise.all(
      catalogues().frameworks.map((framework) => readFramework(tx, framework, week?.id ?? null, locale)),
    ),
    ...(await readMoney(tx, locale)),
    ...(await readChain(tx, locale)),
    older: await readOlder(tx, locale),
    developments: await all(tx, DEVELOPMENTS),
    variant: null,
  };
}

const all = async <T>(tx: TownTx, query: RawBuilder<unknown>): Promise<T[]> =>
  (await query.execute(tx.db)).rows.map((row) => toView<T>(row as Row));

const roleTitle = (key: string, locale: Locale): string =>
  catalogues().roles.roles.find((role) => role.key === key)?.title[locale] ?? key;

type Week = ResultsReport['engagement'] & { readonly id: string };

/** The latest week of the town; undefined where there was none. */
const readWeek = async (tx: TownTx): Promise<Week | undefined> =>
  (
    await all<Week>(
      tx,
      sql`select id, title, starts_on, ends_on, assignment from engagement order by starts_on desc limit 1`,
    )
  )[0];

/** The town, its offices and sites, and what it holds. */
async function readPlace(tx: TownTx): Promise<Pick<ReportInForce, 'town' | 'offices' | 'sites' | 'items'>> {
  const [town] = await all<ResultsReport['town']>(
    tx,
    sql`select name, state, inhabitants, it_workplaces, note from town`,
  );
  return {
    town: town ?? { name: tx.actor.townSlug, state: '', inhabitants: 0, itWorkplaces: 0, note: '' },
    offices: await all(tx, sql`select name, short, it_workplaces, head_title from office order by name`),
    sites: await all(
      tx,
      sql`select name, kind, street, in_scope, scope_note from site order by in_scope desc, name`,
    ),
    items: await all(
      tx,
      sql`select kind, quantity, end_of_support_on, criticality from item order by number`,
    ),
  };
}

/** What belongs to the week itself. */
async function readOfWeek(
  tx: TownTx,
  engagement: Week | undefined,
): Promise<Pick<ReportInForce, 'engagement' | 'agenda' | 'goals' | 'successFactors'>> {
  const week = engagement?.id ?? null;
  return {
    engagement: engagement ?? { title: '', startsOn: '', endsOn: '', assignment: '' },
    agenda: await all(
      tx,
      sql`select a.day, a.starts, a.ends, a.phase, a.title, concat_ws(', ', m.name, nullif(a.place, '')) as place, a.participants
        from agenda_entry a left join room m on m.town_id = a.town_id and m.id = a.room_id
        where a.engagement_id = ${week} order by a.day, a.starts`,
    ),
    goals: await all(
      tx,
      sql`select 'Z-' || g.number as number, g.title, coalesce(p.name, '') as owner, g.noticed_by, g.weight from goal g
        left join person p on p.town_id = g.town_id and p.id = g.owner_person_id where g.engagement_id = ${week} order by g.number`,
    ),
    successFactors: await all(
      tx,
      sql`select title, note from success_factor where engagement_id = ${week} order by title`,
    ),
  };
}

/** Who has to do with IT, which duties come together in one hand, and which the law knows. */
async function readPeopleAndDuties(
  tx: TownTx,
  locale: Locale,
): Promise<Pick<ReportInForce, 'stakeholderGroups' | 'people' | 'unions' | 'legalCheck' | 'activities'>> {
  return {
    stakeholderGroups: await all(
      tx,
      sql`select name, concern, influence, interest from stakeholder_group order by influence desc, name`,
    ),
    people: await all(
      tx,
      sql`select p.name, p.title, coalesce(o.name, '') as office, coalesce(g.name, '') as "group" from person p
        left join office o on o.town_id = p.town_id and o.id = p.works_in_id
        left join stakeholder_group g on g.town_id = p.town_id and g.id = p.stakeholder_group_id order by p.name`,
    ),
    unions: await readUnions(tx, locale),
    legalCheck: await readLegalCheck(tx, locale),
    activities: await readReportActivities(tx, locale, {
      functionTitle: (role) => (role === '' ? WORDS[locale].activitySmall : roleTitle(role, locale)),
      total: WORDS[locale].activityTotal,
    }),
  };
}

/** Contracts, the budget, what was spent, and the frames of the years to come. */
async function readMoney(
  tx: TownTx,
  locale: Locale,
): Promise<Pick<ReportInForce, 'contracts' | 'budgetLines' | 'spending' | 'frames'>> {
  const spending = await readSpending(tx);
  return {
    contracts: await all(
      tx,
      sql`select 'V-' || lpad(number::text, 2, '0') as number, title, partner, yearly_cost_cents, ends_on, notice_months, renews from contract order by contract.number`,
    ),
    budgetLines: await all(
      tx,
      sql`select year, product, account, title, kind, planned_cents, amended_cents, committed_cents, actual_cents
        from budget_line order by year, product, account`,
    ),
    spending: {
      years: spending.years,
      areas: spending.areas.map(({ area, sums }) => ({ name: areaWord(area, locale), sums })),
    },
    frames: await all(tx, sql`select year, result_cents, investment_cents from year_frame order by year`),
  };
}

/** Findings and measures, each with the class that holds. */
async function readChain(tx: TownTx, locale: Locale): Promise<Pick<ReportInForce, 'findings' | 'measures'>> {
  type StoredFinding = Omit<ResultsReport['findings'][number], 'class'> & Classed;
  type StoredMeasure = ReportInForce['measures'][number] & { readonly responsibleRole: string };
  return {
    findings: (await all<StoredFinding>(tx, FINDINGS)).map(({ confidentiality, ...finding }) => ({
      ...finding,
      class: classOf({ area: finding.area, confidentiality }),
    })),
    measures: (await all<StoredMeasure>(tx, MEASURES)).map(({ responsibleRole, ...measure }) => ({
      ...measure,
      responsible: roleTitle(responsibleRole, locale),
    })),
  };
}

const list = (query: RawBuilder<unknown>) =>
  sql`coalesce((select json_agg(x) from (${query}) x), '[]'::json)`;

const FINDINGS = sql`select 'F-' || lpad(f.number::text, 2, '0') as number, f.area, f.title, f.statement, f.basis, f.cause, f.consequence, f.severity, f.status, f.confidentiality,
  ${list(sql`select w.statement, coalesce(n.reason, '') as reason, w.by_name as by, to_char(w.at at time zone 'Europe/Berlin', 'YYYY-MM-DD') as on
    from finding_wording w join finding_wording n on n.town_id = w.town_id and n.finding_id = w.finding_id and n.seq = w.seq + 1
    where w.town_id = f.town_id and w.finding_id = f.id order by w.seq`)} as history,
  ${list(sql`select r.reviewer_name as name, r.reviewer_title as title, r.answer, r.comment, to_char(r.at at time zone 'Europe/Berlin', 'YYYY-MM-DD') as on,
      case when o.id <> f.id then 'F-' || lpad(o.number::text, 2, '0') end as "answeredTo"
    from finding_review r join finding o on o.town_id = r.town_id and o.id = r.finding_id
    where r.town_id = f.town_id and coalesce(o.merged_into, o.id) = f.id order by r.at`)} as reviews,
  ${list(sql`select 'F-' || lpad(g.number::text, 2, '0') as number, g.statement, to_char(g.merged_at at time zone 'Europe/Berlin', 'YYYY-MM-DD') as on
    from finding g where g.town_id = f.town_id and g.merged_into = f.id and g.merged_status <> 'draft' order by g.number`)} as merged,
  coalesce((select json_agg(label order by label) from (
    select case t.framework when 'itil' then 'ITIL ' else 'VdS 10000 ' end || t.requirement as label from finding_link l join rating t on t.town_id = l.town_id and t.id = l.target_id where l.town_id = f.town_id and l.finding_id = f.id
    union all select 'B-' || lpad(o.number::text, 2, '0') from finding_link l join observation o on o.town_id = l.town_id and o.id = l.target_id where l.town_id = f.town_id and l.finding_id = f.id
    union all select 'I-' || lpad(i.number::text, 3, '0') || ' ' || i.name from finding_link l join item i on i.town_id = l.town_id and i.id = l.target_id where l.town_id = f.town_id and l.finding_id = f.id
    union all select b.year || ' ' || b.document from finding_link l join posting b on b.town_id = l.town_id and b.id = l.target_id where l.town_id = f.town_id and l.finding_id = f.id
  ) links), '[]'::json) as links
  from finding f where f.status not in ('draft', 'merged') order by f.number`;

const numbers = (prefix: string, query: RawBuilder<unknown>) =>
  sql`coalesce((select json_agg(${prefix}::text || lpad(n::text, ${prefix === 'Z-' ? 1 : 2}, '0') order by n) from (${query}) x(n)), '[]'::json)`;

const numbersOfItems = sql`coalesce((select json_agg('I-' || lpad(i.number::text, 3, '0') order by i.number) from rating_link l
  join item i on i.town_id = l.town_id and i.id = l.item_id where l.town_id = r.town_id and l.rating_id = r.id), '[]'::json)`;
const DEVELOPMENTS = sql`select d.title, d.kind, d.due_on, d.certainty, d.note,
  ${numbers(
    'M-',
    sql`select m.number from measure_development l join measure m on m.town_id = l.town_id and m.id = l.measure_id
    where l.town_id = d.town_id and l.development_id = d.id and m.status <> 'rejected'`,
  )} as measures
  from development d order by d.due_on nulls last, d.title`;

const MEASURES = sql`select m.id, 'M-' || lpad(m.number::text, 2, '0') as number, m.title, m.reason, m.description, m.horizon, m.status, m.mandatory,
  m.once_cost_cents, m.yearly_cost_cents, m.grant_cents, m.budget_kind, m.effort_days, m.external_days, m.responsible_role,
  m.proof, m.indicator, m.starts, m.quarters, m.confidentiality as class,
  ${numbers('F-', sql`select f.number from measure_finding l join finding f on f.town_id = l.town_id and f.id = l.finding_id where l.town_id = m.town_id and l.measure_id = m.id`)} as findings,
  ${numbers('Z-', sql`select g.number from measure_goal l join goal g on g.town_id = l.town_id and g.id = l.goal_id where l.town_id = m.town_id and l.measure_id = m.id`)} as goals,
  ${numbers('M-', sql`select d.number from measure_dependency l join measure d on d.town_id = l.town_id and d.id = l.needs_id where l.town_id = m.town_id and l.measure_id = m.id`)} as needs,
  (select b.product || '.' || b.account || ' ' || b.title from budget_line b where b.town_id = m.town_id and b.id = m.budget_line_id) as budget_line
  from measure m where m.status <> 'rejected' order by m.number`;

async function readFramework(
  tx: TownTx,
  framework: Framework,
  week: string | null,
  locale: Locale,
): Promise<ReportFramework> {
  const { rows } = await sql<{
    requirement: string;
    level: number | null;
    target: number;
    certainty: 'certain' | 'assumed' | 'open';
    evidence: string;
    coveredBy: string;
    riskReason: string;
    files: number;
    pages: number;
    postings: number;
    items: string[];
  }>`
    select requirement, level, target, certainty, evidence, covered_by as "coveredBy", risk_reason as "riskReason",
      (select count(*)::int from file f where f.town_id = r.town_id and f.rating_id = r.id) as files,
      (select count(*)::int from rating_link l where l.town_id = r.town_id and l.rating_id = r.id and l.kind = 'web') as pages,
      (select count(*)::int from rating_link l where l.town_id = r.town_id and l.rating_id = r.id and l.kind = 'posting') as postings,
      ${numbersOfItems} as items
      from rating r where engagement_id = ${week} and framework = ${framework.id}`.execute(tx.db);
  const rated = new Map(rows.map((row) => [row.requirement, row]));
  const corrected = new Map((await correctionsOf(tx, framework.id)).map((row) => [row.requirement, row]));
  return {
    id: framework.id as ReportFramework['id'],
    title: framework.title[locale],
    version: framework.version,
    levels: framework.levels.map((l) => ({
      level: l.level,
      name: l.name[locale],
      meaning: l.meaning[locale],
    })),
    groups: framework.groups
      .filter((g) => g.parent === null)
      .map((g) => ({ code: g.code, title: g.title[locale] })),
    ratings: framework.requirements
      .filter((r) => rated.has(r.code))
      .map((r) => {
        const row = rated.get(r.code);
        return {
          code: r.code,
          group: r.group,
          title: r.title[locale],
          modal: corrected.get(r.code)?.modal ?? r.modal,
          level: row?.level ?? null,
          target: row?.target ?? r.typicalTarget,
          certainty: row?.certainty ?? 'open',
          evidence: row?.evidence ?? '',
          unconfirmed: !corrected.has(r.code) && Object.values(r.confirmedParts).includes(false),
          files: row?.files ?? 0,
          pages: row?.pages ?? 0,
          postings: row?.postings ?? 0,
          items: row?.items ?? [],
          coveredBy: row?.coveredBy ?? '',
          riskReason: row?.riskReason ?? '',
        };
      }),
  };
}

async function readUnions(tx: TownTx, locale: Locale): Promise<ReportUnion[]> {
  const { roles } = catalogues();
  const { rows } = await sql<{
    personId: string;
    title: string;
    role: string;
  }>`select d.person_id as "personId", coalesce(nullif(p.title, ''), p.name) as title, d.role
    from duty d join person p on p.town_id = d.town_id and p.id = d.person_id order by p.name, d.role`.execute(
    tx.db,
  );
  const titleOf = (key: string) => roles.roles.find((r) => r.key === key)?.title[locale] ?? key;
  const found = unionsOfRoles(rows, roles);
  return [...new Set(found.map((u) => u.personId))].map((personId) => ({
    holder: rows.find((r) => r.personId === personId)?.title ?? '',
    roles: rows.filter((r) => r.personId === personId).map((r) => titleOf(r.role)),
    conflicts: found
      .filter((u) => u.personId === personId)
      .map((u) => ({ roles: u.pair.map(titleOf), reason: u.reason[locale], severity: u.severity })),
  }));
}
