import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import { assessmentKinds, continueWeek } from '#modules/assessment';
import { effectKinds, reviewMeasure, setIndicator, takeValue } from '#modules/effect';
import { inventoryKinds } from '#modules/inventory';
import { measuresKinds, placeMeasure, stepMeasure } from '#modules/measures';
import { organisationKinds } from '#modules/organisation';
import { keepBaseline } from '#modules/roadmap';
import { updateRecords } from '#platform/record-batches';
import {
  insertRecord,
  type RecordKind,
  type Row,
  readRecord,
  removeRecord,
  type StoredRow,
  updateRecord,
} from '#platform/records';
import type { TownTx } from '#platform/tx';

/** What happens on one day (examples/tannau-verlauf/README.md); measures, items and goals by number. */
export interface HistoryStep {
  decide?: { measures: string[]; reference: string; wording: string };
  indicators?: {
    measure: string;
    source: string;
    scope?: string;
    target: number;
    first: string;
    rhythm: number;
  }[];
  hires?: { name: string; title: string }[];
  duties?: { person: string; role: string; ends?: true; share_percent?: number }[];
  backed_up?: string[];
  no_backup_needed?: string[];
  replaced?: { until: string; items: string[] };
  responsible?: { person: string; items: string[] };
  tasks?: { measure: string; title: string; role?: string; milestone?: boolean; due: string }[];
  /** Places on the roadmap that are changed. */
  moved?: { measure: string; starts: string; quarters: number }[];
  /** Measures that are done, with their proof. */
  done?: { measure: string; proof: string }[];
  /** Name under which the plan in force is kept. */
  baseline?: string;
  done_tasks?: string[];
  reports?: ({ measure: string } & Row)[];
  week?: { title: string; ends: string; levels: Record<string, number>; goals: Record<string, number> };
  reviews?: {
    measure: string;
    judgement: 'reached' | 'on_the_way' | 'failing';
    consequence: 'keep' | 'strengthen' | 'replace' | 'close';
    reason: string;
    follow_up?: string;
  }[];
}

/** In the order in which a day goes: what is done, then the week, then what is judged. */
export async function playStep(tx: TownTx, step: HistoryStep): Promise<void> {
  if (step.decide) await decide(tx, step.decide);
  for (const person of step.hires ?? []) await insertRecord(tx, organisationKinds.person, person);
  for (const duty of step.duties ?? []) await setDuty(tx, duty);
  await setItems(tx, step.backed_up ?? [], { backup: 'yes' });
  await setItems(tx, step.no_backup_needed ?? [], { backup: 'not_needed' });
  if (step.replaced) await setItems(tx, step.replaced.items, { end_of_support_on: step.replaced.until });
  if (step.responsible)
    await setItems(tx, step.responsible.items, {
      responsible_person_id: await personId(tx, step.responsible.person),
    });
  for (const one of step.indicators ?? []) await beginIndicator(tx, one);
  await work(tx, step);
  for (const { measure, starts, quarters } of step.moved ?? [])
    await placeMeasure(tx, await numbered(tx, 'measure', measure), starts, quarters);
  for (const { measure, proof } of step.done ?? [])
    await stepMeasure(tx, {
      town: tx.actor.townSlug,
      id: await numbered(tx, 'measure', measure),
      to: 'done',
      note: proof,
      decidedOn: localDateOf(tx.now),
      body: 'administration',
      reference: '',
    });
  if (step.baseline) await keepBaseline(tx, { town: tx.actor.townSlug, name: step.baseline });
  if (step.week) await holdWeek(tx, step.week);
  for (const { measure, follow_up: followUpTitle = '', ...verdict } of step.reviews ?? [])
    await reviewMeasure(tx, {
      town: tx.actor.townSlug,
      id: await numbered(tx, 'measure', measure),
      nextOn: null,
      followUpTitle,
      ...verdict,
    });
}

async function numbered(tx: TownTx, table: 'measure' | 'item', name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
    where town_id = ${tx.actor.townId} and number = ${Number(name.slice(2))}`.execute(tx.db);
  return rows[0]?.id ?? missing(name);
}

async function personId(tx: TownTx, name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from person
    where town_id = ${tx.actor.townId} and name like ${`%${name}`}`.execute(tx.db);
  return rows[0]?.id ?? missing(name);
}

const missing = (name: string): never => {
  throw new Error(`examples/tannau-verlauf/verlauf.yaml: ${name} gibt es nicht.`);
};

async function decide(tx: TownTx, given: NonNullable<HistoryStep['decide']>): Promise<void> {
  const { reference, wording } = given;
  for (const name of given.measures) {
    const id = await numbered(tx, 'measure', name);
    const { status } = await readRecord<{ status: string }>(tx, measuresKinds.measure, id);
    const decision = { decidedOn: localDateOf(tx.now), body: 'council' as const, reference };
    const step = (to: 'recommended' | 'decided', note: string) =>
      stepMeasure(tx, { town: tx.actor.townSlug, id, to, note, ...decision });
    if (status === 'proposed') await step('recommended', '');
    if (status !== 'decided') await step('decided', wording.trim());
    else
      await insertRecord(tx, measuresKinds.measureDecision, {
        measure_id: id,
        outcome: 'decided',
        decided_on: decision.decidedOn,
        body: decision.body,
        reference,
        wording: wording.trim(),
      });
  }
}

async function setDuty(tx: TownTx, duty: NonNullable<HistoryStep['duties']>[number]): Promise<void> {
  const person = await personId(tx, duty.person);
  if (!duty.ends) {
    await insertRecord(tx, organisationKinds.duty, {
      person_id: person,
      role: duty.role,
      share_percent: duty.share_percent ?? 0,
      since: localDateOf(tx.now),
    });
    return;
  }
  const { rows } = await sql<{ id: string }>`select id from duty
    where town_id = ${tx.actor.townId} and person_id = ${person} and role = ${duty.role}`.execute(tx.db);
  await removeRecord(tx, organisationKinds.duty, rows[0]?.id ?? missing(`${duty.person}, ${duty.role}`));
}

async function setItems(tx: TownTx, names: readonly string[], patch: Row): Promise<void> {
  for (const name of names)
    await updateRecord(tx, inventoryKinds.item, await numbered(tx, 'item', name), patch);
}

/** The baseline is what the source says on the day; it is the first value too. */
async function beginIndicator(
  tx: TownTx,
  given: NonNullable<HistoryStep['indicators']>[number],
): Promise<void> {
  const id = await numbered(tx, 'measure', given.measure);
  const town = tx.actor.townSlug;
  const indicator = {
    source: given.source as 'role_unions',
    scope: given.scope ?? '',
    name: '',
    unit: 'count' as const,
    better: ['role_unions', 'items_past_support'].includes(given.source)
      ? ('lower' as const)
      : ('higher' as const),
    target: given.target,
    firstReviewOn: given.first,
    rhythmMonths: given.rhythm,
  };
  await setIndicator(tx, { town, id, ...indicator, baseline: null, baselineOn: null });
  const taken = await takeValue(tx, { town, id, value: null, measuredOn: null, note: '' });
  const baseline = taken.indicator.values.at(-1)?.value ?? null;
  await setIndicator(tx, { town, id, ...indicator, baseline, baselineOn: localDateOf(tx.now) });
}

async function work(
  tx: TownTx,
  { tasks = [], done_tasks: done = [], reports = [] }: HistoryStep,
): Promise<void> {
  for (const { measure, due, ...task } of tasks)
    await insertRecord(tx, effectKinds.measureTask, {
      ...task,
      due_on: due,
      measure_id: await numbered(tx, 'measure', measure),
    });
  for (const title of done) {
    const { rows } = await sql<{ id: string }>`select id from measure_task
      where town_id = ${tx.actor.townId} and title = ${title}`.execute(tx.db);
    const id = rows[0]?.id ?? missing(title);
    await updateRecord(tx, effectKinds.measureTask, id, { done_on: localDateOf(tx.now) });
  }
  for (const { measure, ...report } of reports)
    await insertRecord(tx, effectKinds.measureReport, {
      ...report,
      month: `${localDateOf(tx.now).slice(0, 8)}01`,
      measure_id: await numbered(tx, 'measure', measure),
    });
}

type Carried = StoredRow & { name: string };

/** The next week from the last: what is named has changed, everything else is confirmed as it was. */
async function holdWeek(tx: TownTx, week: NonNullable<HistoryStep['week']>): Promise<void> {
  const { townId, townSlug: town } = tx.actor;
  const { rows: weeks } = await sql<{ id: string }>`select id from engagement
    where town_id = ${townId} order by starts_on desc limit 1`.execute(tx.db);
  const { id } = await continueWeek(tx, {
    town,
    id: weeks[0]?.id ?? missing('engagement'),
    title: week.title,
    startsOn: localDateOf(tx.now),
    endsOn: week.ends,
  });
  const { rows: ratings } = await sql<Carried>`select *, framework || '/' || requirement as name from rating
    where town_id = ${townId} and engagement_id = ${id} and level is not null for update`.execute(tx.db);
  await setEach(tx, assessmentKinds.rating, ratings, (name) => ({
    certainty: 'certain',
    ...(name in week.levels ? { level: week.levels[name] } : {}),
  }));
  // Goals are taken over in their order: the first week numbers them, each later one goes on counting.
  const { rows: goals } = await sql<Carried>`select *, '' as name from goal
    where town_id = ${townId} and engagement_id = ${id} order by number for update`.execute(tx.db);
  const named = goals.map((goal, at) => ({ ...goal, name: `Z-${at + 1}` }));
  await setEach(tx, assessmentKinds.goal, named, (name) => ({ reached: week.goals[name] ?? null }));
  await updateRecord(tx, assessmentKinds.engagement, id, { status: 'closed' });
}

const setEach = (
  tx: TownTx,
  kind: RecordKind,
  rows: readonly Carried[],
  patch: (name: string) => Row,
): Promise<number> =>
  updateRecords(
    tx,
    kind,
    rows.map((row) => ({ before: row, patch: patch(row.name) })),
  );
