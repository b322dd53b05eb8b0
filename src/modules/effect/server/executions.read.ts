import { type RawBuilder, sql } from 'kysely';
import { addQuarters, firstDay, type LocalDate, lastDay, localDateOf, type Quarter } from '#kernel/dates';
import { contractName } from '#modules/budget';
import { ownPeople } from '#modules/measures';
import type { TownTx } from '#platform/tx';
import { beganOn, type Light, missingSince } from '../domain/execution.ts';

/** Hits of a search beyond these are not asked for, as in other lists. */
const HIT_LIMIT = 20_000;

/** A measure in its execution, as the town's rows say it. */
export interface ExecutionRecord {
  id: string;
  number: number;
  title: string;
  status: 'decided' | 'done';
  ownerId: string | null;
  ownerName: string | null;
  mine: boolean;
  responsibleRole: string;
  starts: string | null;
  quarters: number;
  plannedCents: number;
  externalDays: number;
  consultContractId: string | null;
  consultContract: string | null;
  light: Light | null;
  reportedFor: string | null;
  sentence: string;
  blocker: string;
  percent: number | null;
  firstMonth: string | null;
  /** Of the last report up to the asked month. */
  lastMonth: string | null;
  costCents: number;
  consultantHours: number;
  tasks: number;
  tasksDone: number;
  overdue: number;
  decidedOn: string | null;
  enteredOn: LocalDate;
  /** Whether the words that were searched for stand in it. */
  hit: boolean;
}

/** Which measures are read, on alias `m`. */
export const EVERY = sql<boolean>`true`;
export const OWN = sql<boolean>`m.owner_id in ${ownPeople}`;
/** Whom a reminder of them may go to: the owner, who holds their role, and who heads IT. */
export const around = (personId: string): RawBuilder<boolean> => sql<boolean>`(m.owner_id = ${personId}
  or exists (select from duty d where d.town_id = m.town_id and d.person_id = ${personId}
    and d.role in (m.responsible_role, 'head_of_it')))`;

interface Which {
  /** What is searched for; it marks the rows, all are read. */
  words?: string | undefined;
  only?: RawBuilder<boolean>;
}

/** Measures that are decided, or were done within a year before today; `asked` is the month whose reports are asked for. */
export async function readExecutions(
  tx: TownTx,
  asked: string,
  { words = '', only = EVERY }: Which = {},
): Promise<ExecutionRecord[]> {
  const today = localDateOf(tx.now);
  const hit = words
    ? sql`m.id = any (array(select record_id from app.search_ids('measure', ${words}, ${HIT_LIMIT})))
      or position(lower(${words}) in lower(concat_ws(' ', l.sentence, l.blocker, p.name))) > 0`
    : sql`true`;
  const { rows } = await sql<ExecutionRecord & { createdAt: string }>`
    select m.id, m.number, m.title, m.status, m.owner_id as "ownerId", p.name as "ownerName",
      coalesce(m.owner_id in ${ownPeople}, false) as mine, m.responsible_role as "responsibleRole", m.starts, m.quarters,
      m.once_cost_cents as "plannedCents", m.external_days as "externalDays", m.consult_contract_id as "consultContractId",
      ${contractName} as "consultContract",
      l.light, l.month as "reportedFor", coalesce(l.sentence, '') as sentence, coalesce(l.blocker, '') as blocker, l.percent,
      s.first as "firstMonth", s.last as "lastMonth", s.cost as "costCents", s.hours as "consultantHours",
      t.tasks, t.done as "tasksDone", t.overdue, d.decided as "decidedOn", m.created_at as "createdAt", (${hit}) as hit
    from measure m
      left join person p on p.town_id = m.town_id and p.id = m.owner_id
      left join contract c on c.town_id = m.town_id and c.id = m.consult_contract_id
      left join lateral (select r.month, r.light, r.sentence, r.blocker, r.percent from measure_report r
        where r.town_id = m.town_id and r.measure_id = m.id order by r.month desc limit 1) l on true
      cross join lateral (select min(r.month) as first, max(r.month) filter (where r.month <= ${asked}) as last,
        coalesce(sum(r.cost_cents), 0) as cost, coalesce(sum(r.consultant_hours), 0) as hours
        from measure_report r where r.town_id = m.town_id and r.measure_id = m.id) s
      cross join lateral (select count(*) as tasks, count(x.done_on) as done,
        count(*) filter (where x.done_on is null and x.due_on < ${today}) as overdue
        from measure_task x where x.town_id = m.town_id and x.measure_id = m.id) t
      cross join lateral (select min(x.decided_on) filter (where x.outcome = 'decided') as decided,
        max(x.decided_on) filter (where x.outcome = 'done') as done
        from measure_decision x where x.town_id = m.town_id and x.measure_id = m.id and x.withdrawn_on is null) d
    where m.town_id = ${tx.actor.townId} and ${only} and (m.status = 'decided'
      or (m.status = 'done' and coalesce(d.done, m.updated_at::date) > ${today}::date - interval '1 year'))
    order by m.number`.execute(tx.db);
  return rows.map(({ createdAt, ...row }) => ({ ...row, enteredOn: localDateOf(new Date(createdAt)) }));
}

/** First and last day of the quarters a measure takes on the roadmap; null where it has none. */
export const placed = ({ starts, quarters }: Pick<ExecutionRecord, 'starts' | 'quarters'>) =>
  starts === null
    ? null
    : {
        from: firstDay(starts as Quarter),
        until: lastDay(addQuarters(starts as Quarter, quarters - 1)),
      };

/** First of the months in a row up to the asked one that a decided measure was not reported for. */
export const silentSince = (row: ExecutionRecord, asked: LocalDate): LocalDate | null =>
  row.status === 'decided'
    ? missingSince(asked, beganOn({ ...row, placedFrom: placed(row)?.from ?? null }), row.lastMonth)
    : null;
