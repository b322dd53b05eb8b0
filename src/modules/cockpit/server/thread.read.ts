import { type RawBuilder, sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { ratingName } from '#modules/assessment';
import type { TownTx } from '#platform/tx';
import type { cockpitContract as contract } from '../contract.ts';

type Thread = RouteOutput<typeof contract.thread>;
type Link = Thread['up'][number];

const finding = sql`'finding' as kind, f.id::text, 'F-' || lpad(f.number::text, 2, '0') || ' ' || f.title as label, f.status as note`;
const measure = sql`'measure' as kind, m.id::text, 'M-' || lpad(m.number::text, 2, '0') || ' ' || m.title as label, m.status as note`;
const line = sql`'budget_line' as kind, b.id::text, b.year || ' ' || b.product || '.' || b.account || ' ' || b.title as label, b.kind as note`;
const contractLink = sql`'contract' as kind, c.id::text, 'V-' || lpad(c.number::text, 2, '0') || ' ' || c.title as label, c.partner as note`;
const goal = sql`'goal' as kind, g.id::text, 'Z-' || g.number || ' ' || g.title as label, '' as note`;

/** Findings that rest on a rating, observation, item or posting. */
const findingsFrom = (id: string) =>
  sql`select ${finding} from finding_link l join finding f on f.town_id = l.town_id and f.id = l.finding_id where l.target_id = ${id}`;
const findingsOfMeasure = (id: string) =>
  sql`select ${finding} from measure_finding l join finding f on f.town_id = l.town_id and f.id = l.finding_id where l.measure_id = ${id}`;
const measuresOfFinding = (id: string) =>
  sql`select ${measure} from measure_finding l join measure m on m.town_id = l.town_id and m.id = l.measure_id where l.finding_id = ${id}`;
const goalsOfMeasure = (id: string) =>
  sql`select ${goal} from measure_goal l join goal g on g.town_id = l.town_id and g.id = l.goal_id where l.measure_id = ${id}`;
const measuresOfGoal = (id: string) =>
  sql`select ${measure} from measure_goal l join measure m on m.town_id = l.town_id and m.id = l.measure_id where l.goal_id = ${id}`;
const lineOfMeasure = (id: string) =>
  sql`select ${line} from measure m join budget_line b on b.town_id = m.town_id and b.id = m.budget_line_id where m.id = ${id}`;
const measuresOfLine = (id: string) => sql`select ${measure} from measure m where m.budget_line_id = ${id}`;
const quarterOfMeasure = (id: string) =>
  sql`select 'quarter' as kind, m.starts as id, m.starts as label, m.quarters::text as note from measure m where m.id = ${id} and m.starts is not null`;
const evidenceOf = (id: string) => sql`
  select 'rating' as kind, t.id::text, t.framework || ' ' || t.requirement as label, coalesce(t.level::text, '–') || '/' || t.target as note
    from finding_link l join rating t on t.town_id = l.town_id and t.id = l.target_id where l.finding_id = ${id}
  union all select 'observation', o.id::text, 'B-' || lpad(o.number::text, 2, '0') || ' ' || left(o.statement, 120), ''
    from finding_link l join observation o on o.town_id = l.town_id and o.id = l.target_id where l.finding_id = ${id}
  union all select 'item', i.id::text, 'I-' || lpad(i.number::text, 3, '0') || ' ' || i.name, i.criticality
    from finding_link l join item i on i.town_id = l.town_id and i.id = l.target_id where l.finding_id = ${id}
  union all select 'posting', p.id::text, p.year || ' ' || p.document || coalesce(' ' || nullif(p.partner, ''), ''), ''
    from finding_link l join posting p on p.town_id = l.town_id and p.id = l.target_id where l.finding_id = ${id}`;
const neededBy = (id: string) =>
  sql`select ${measure} from measure_dependency d join measure m on m.town_id = d.town_id and m.id = d.measure_id where d.needs_id = ${id}`;
const developmentsOfMeasure = (id: string) =>
  sql`select 'development' as kind, d.id::text, d.title as label, coalesce(d.due_on::text, '') as note
    from measure_development l join development d on d.town_id = l.town_id and d.id = l.development_id where l.measure_id = ${id}`;
const followsOn = (id: string) =>
  sql`select ${measure} from measure_follow_up u join measure m on m.town_id = u.town_id and m.id = u.follows_id where u.measure_id = ${id}`;
const followedBy = (id: string) =>
  sql`select ${measure} from measure_follow_up u join measure m on m.town_id = u.town_id and m.id = u.measure_id where u.follows_id = ${id}`;
const needs = (id: string) =>
  sql`select ${measure} from measure_dependency d join measure m on m.town_id = d.town_id and m.id = d.needs_id where d.measure_id = ${id}`;
const contractOfLine = (id: string) =>
  sql`select ${contractLink} from budget_line b join contract c on c.town_id = b.town_id and c.id = b.contract_id where b.id = ${id}`;
const contractOfPosting = (id: string) =>
  sql`select ${contractLink} from posting p join contract c on c.town_id = p.town_id and c.id = p.contract_id where p.id = ${id}`;
const contractOfEntry = (id: string) =>
  sql`select ${contractLink} from spending_entry e join contract c on c.town_id = e.town_id and c.id = e.contract_id where e.id = ${id}`;
const spendingOfContract = (
  id: string,
) => sql`select 'posting' as kind, p.id::text, p.year || ' ' || p.document || coalesce(' ' || nullif(p.partner, ''), '') as label, '' as note
    from posting p where p.contract_id = ${id}
  union all select 'spending_entry', e.id::text, e.year || ' ' || e.title, e.certainty from spending_entry e where e.contract_id = ${id}`;
/** Measures whose consultants work under a contract, and the other way round. */
const consultedUnder = (id: string) =>
  sql`select ${measure} from measure m where m.consult_contract_id = ${id}`;
const contractOfMeasure = (id: string) =>
  sql`select ${contractLink} from measure m join contract c on c.town_id = m.town_id and c.id = m.consult_contract_id where m.id = ${id}`;
const linesOfContract = (id: string) => sql`select ${line} from budget_line b where b.contract_id = ${id}`;
const measuresFromEvidence = (
  id: string,
) => sql`select distinct ${measure} from finding_link l join measure_finding mf on mf.town_id = l.town_id and mf.finding_id = l.finding_id
  join measure m on m.town_id = mf.town_id and m.id = mf.measure_id where l.target_id = ${id}`;
/** What was merged into a finding, and where a merged one is said now. */
const mergedIntoIt = (id: string) => sql`select ${finding} from finding f where f.merged_into = ${id}`;
const saidNowBy = (id: string) =>
  sql`select ${finding} from finding f where f.id = (select merged_into from finding where id = ${id})`;
const goalsOfFinding = (
  id: string,
) => sql`select distinct ${goal} from measure_finding mf join measure_goal mg on mg.town_id = mf.town_id and mg.measure_id = mf.measure_id
  join goal g on g.town_id = mg.town_id and g.id = mg.goal_id where mf.finding_id = ${id}`;
const linesOfFinding = (
  id: string,
) => sql`select distinct ${line} from measure_finding mf join measure m on m.town_id = mf.town_id and m.id = mf.measure_id
  join budget_line b on b.town_id = m.town_id and b.id = m.budget_line_id where mf.finding_id = ${id}`;

const itemsOfRating = (id: string) =>
  sql`select 'item' as kind, i.id::text, 'I-' || lpad(i.number::text, 3, '0') || ' ' || i.name as label, i.criticality as note
    from rating_link l join item i on i.town_id = l.town_id and i.id = l.item_id where l.rating_id = ${id}`;
const ratingsOn = (id: string) =>
  sql`select 'rating' as kind, t.id::text, t.framework || ' ' || t.requirement as label, coalesce(t.level::text, '–') || '/' || t.target as note
    from rating_link l join rating t on t.town_id = l.town_id and t.id = l.rating_id where l.target_id = ${id}`;

/** Direct links first; where a chain is longer, the ends too, so that any end is two clicks away. */
const CHAIN: Record<
  RouteInput<typeof contract.thread>['kind'],
  { up: ((id: string) => RawBuilder<unknown>)[]; down: ((id: string) => RawBuilder<unknown>)[] }
> = {
  rating: { up: [itemsOfRating], down: [findingsFrom, measuresFromEvidence] },
  observation: { up: [], down: [findingsFrom, measuresFromEvidence] },
  item: { up: [], down: [ratingsOn, findingsFrom, measuresFromEvidence] },
  finding: {
    up: [evidenceOf, goalsOfFinding, mergedIntoIt],
    down: [saidNowBy, measuresOfFinding, linesOfFinding],
  },
  measure: {
    up: [findingsOfMeasure, goalsOfMeasure, developmentsOfMeasure, needs, followsOn],
    down: [quarterOfMeasure, lineOfMeasure, contractOfMeasure, neededBy, followedBy],
  },
  goal: { up: [], down: [measuresOfGoal] },
  budget_line: { up: [measuresOfLine, contractOfLine], down: [] },
  contract: { up: [consultedUnder], down: [linesOfContract, spendingOfContract] },
  posting: { up: [contractOfPosting], down: [ratingsOn, findingsFrom, measuresFromEvidence] },
  spending_entry: { up: [contractOfEntry], down: [] },
};

/** Links up and down the chain, within town and offices of the transaction. */
export async function readThread(tx: TownTx, input: RouteInput<typeof contract.thread>): Promise<Thread> {
  const { up, down } = CHAIN[input.kind];
  return { up: await readAll(tx, up, input.id), down: await readAll(tx, down, input.id) };
}

async function readAll(
  tx: TownTx,
  queries: ((id: string) => RawBuilder<unknown>)[],
  id: string,
): Promise<Link[]> {
  const links: Link[] = [];
  for (const query of queries)
    links.push(...(await sql<Link>`${query(id)} order by label limit 200`.execute(tx.db)).rows);
  return links.map((link) =>
    link.kind === 'rating' ? { ...link, label: ratingName(link.label, tx.actor.locale) } : link,
  );
}
