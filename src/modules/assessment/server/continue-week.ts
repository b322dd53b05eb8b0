import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { catalogues, findRequirement, namedAs } from '#modules/catalogue';
import { insertRecords } from '#platform/record-batches';
import { insertRecord, readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { trendContract as contract } from '../contract-trend.ts';
import { FRAMEWORKS } from '../domain/rating.ts';
import { agendaEntry, engagement, goal, rating, successFactor } from './kinds.ts';
import { listAgenda } from './store.ts';
import { listFactors, listGoals, listRatings } from './trend-store.ts';

type Input = RouteInput<typeof contract.continueWeek>;

/**
 * Begins a week with what an earlier one found. Levels and evidence stay, their certainty is open again, and each knows the level it
 * was taken over with. Requirements the catalogues no longer know are left out and named.
 */
export async function continueWeek(
  tx: TownTx,
  input: Input,
): Promise<RouteOutput<typeof contract.continueWeek>> {
  const before = await readRecord<{ assignment: string; target_picture: string }>(tx, engagement, input.id);
  if (input.endsOn < input.startsOn)
    refuse('invalid', 'invalid_input', [{ path: 'endsOn', code: 'before_start' }]);
  const week = await insertRecord(tx, engagement, {
    title: input.title,
    starts_on: input.startsOn,
    ends_on: input.endsOn,
    assignment: before.assignment,
    target_picture: before.target_picture,
    follows_id: input.id,
    office_id: before.office_id,
  });
  const ratings = await carryRatings(tx, input.id, week.id);
  return {
    id: week.id,
    ...ratings,
    goals: await carryGoals(tx, input.id, week.id),
    agenda: await carryAgenda(tx, input.id, week.id),
  };
}

async function carryRatings(tx: TownTx, from: string, to: string) {
  const rows = await listRatings(tx, from);
  const known = rows.filter(({ framework, requirement }) => findRequirement(framework, requirement));
  await insertRecords(
    tx,
    rating,
    known.map((row) => ({
      engagement_id: to,
      framework: row.framework,
      requirement: row.requirement,
      level: row.level,
      target: row.target,
      certainty: 'open',
      evidence: row.evidence,
      note: row.note,
      covered_by: row.covered_by,
      risk_reason: row.risk_reason,
      carried_from: row.id,
      carried_level: row.level,
      office_id: row.office_id,
    })),
  );
  const all = catalogues().frameworks.filter(({ id }) => FRAMEWORKS.some((one) => one === id));
  const total = all.reduce((n, { requirements }) => n + requirements.length, 0);
  return {
    ratings: known.length,
    leftOut: rows
      .filter((row) => !known.includes(row))
      .map(({ framework, requirement }) => namedAs(framework, requirement, '')),
    unrated: total - known.length,
  };
}

/** Goals and success factors; how far a goal is has to be judged anew. */
async function carryGoals(tx: TownTx, from: string, to: string): Promise<number> {
  const goals = await listGoals(tx, from);
  await insertRecords(
    tx,
    goal,
    goals.map(({ title, owner_person_id, noticed_by, weight, id, office_id }) => ({
      ...{ title, owner_person_id, noticed_by, weight, office_id },
      engagement_id: to,
      follows_id: id,
    })),
  );
  const factors = await listFactors(tx, from);
  await insertRecords(
    tx,
    successFactor,
    factors.map(({ title, note, office_id }) => ({ title, note, office_id, engagement_id: to })),
  );
  return goals.length;
}

/** The days as they were planned; who comes is asked anew. */
async function carryAgenda(tx: TownTx, from: string, to: string): Promise<number> {
  const entries = await listAgenda(tx, from);
  await insertRecords(
    tx,
    agendaEntry,
    entries.map(({ day, starts, ends, phase, title, room_id, place }) => ({
      ...{ day, starts, ends, phase, title, room_id, place },
      engagement_id: to,
    })),
  );
  return entries.length;
}
