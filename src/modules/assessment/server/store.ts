import type { Row, StoredRow } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import { FRAMEWORKS, type FrameworkId, PHASES } from '../domain/rating.ts';
import type { AssessmentTables, WeekTables } from './tables.ts';

/** True when that rating or observation exists in this town. */
export async function evidenceExists(
  tx: TownTx,
  kind: 'rating' | 'observation',
  id: string,
): Promise<boolean> {
  const row = await tables<AssessmentTables>(tx)
    .selectFrom(kind)
    .select('id')
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** The one row with these values, kept from others until the transaction ends; undefined when there is none. */
export async function findRow(
  tx: TownTx,
  table: 'observation' | 'checklist_answer',
  by: Row,
): Promise<StoredRow | undefined> {
  let query = tx.db.selectFrom(table).selectAll().where('town_id', '=', tx.actor.townId);
  for (const [column, value] of Object.entries(by)) query = query.where(column, '=', value);
  return (await query.forUpdate().executeTakeFirst()) as StoredRow | undefined;
}

/** All weeks, latest first. */
export async function listWeeks(tx: TownTx) {
  return tables<AssessmentTables>(tx)
    .selectFrom('engagement')
    .select(['id', 'title', 'status'])
    .where('town_id', '=', tx.actor.townId)
    .orderBy('starts_on', 'desc')
    .orderBy('id')
    .execute();
}

/** The answers to checklists in a week. */
export async function listAnswers(tx: TownTx, engagementId: string) {
  return tables<AssessmentTables>(tx)
    .selectFrom('checklist_answer')
    .select(['id', 'version', 'room_id', 'point', 'answer', 'note', 'seen_by', 'seen_at'])
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', engagementId)
    .orderBy('point')
    .execute();
}

/** Counts per phase, framework and kind for one engagement. */
export async function countWeek(tx: TownTx, engagementId: string) {
  const db = tables<AssessmentTables>(tx);
  const entries = await db
    .selectFrom('agenda_entry')
    .select(['phase', 'done'])
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', engagementId)
    .execute();
  const ratings = await db
    .selectFrom('rating')
    .select(['framework', (e) => e.fn.count<number>('id').as('n')])
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', engagementId)
    .where('level', 'is not', null)
    .groupBy('framework')
    .execute();
  const count = async (table: 'goal' | 'observation') =>
    (
      await db
        .selectFrom(table)
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('town_id', '=', tx.actor.townId)
        .where('engagement_id', '=', engagementId)
        .executeTakeFirstOrThrow()
    ).n;
  return {
    phases: PHASES.map((phase) => {
      const own = entries.filter((e) => e.phase === phase);
      return { phase, entries: own.length, done: own.filter((e) => e.done).length };
    }),
    rated: Object.fromEntries(
      FRAMEWORKS.map((f) => [f, ratings.find((r) => r.framework === f)?.n ?? 0]),
    ) as Record<(typeof FRAMEWORKS)[number], number>,
    goals: await count('goal'),
    observations: await count('observation'),
  };
}

/** Level and target of every rated requirement of a framework in a week. */
export async function readLevels(tx: TownTx, engagementId: string, framework: FrameworkId) {
  return tables<AssessmentTables>(tx)
    .selectFrom('rating')
    .select(['requirement', 'level', 'target', 'covered_by', 'risk_reason'])
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', engagementId)
    .where('framework', '=', framework)
    .execute();
}

/** The entries of a week as they were entered. */
export async function listAgenda(tx: TownTx, engagementId: string) {
  return tables<AssessmentTables>(tx)
    .selectFrom('agenda_entry')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', engagementId)
    .orderBy('day')
    .orderBy('starts')
    .orderBy('id')
    .execute();
}

/** Who comes to the given entries, kept from others until the transaction ends. */
export async function guestsOfEntries(tx: TownTx, entryIds: readonly string[]) {
  if (entryIds.length === 0) return [];
  const rows = await tables<WeekTables>(tx)
    .selectFrom('agenda_guest')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('agenda_entry_id', 'in', [...entryIds])
    .forUpdate()
    .execute();
  return rows as StoredRow<WeekTables['agenda_guest']>[];
}

/** The town's own template, when it keeps one. */
export async function ownAgendaTemplate(tx: TownTx) {
  return tables<WeekTables>(tx)
    .selectFrom('agenda_template')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .executeTakeFirst();
}

/** What was sent in a week, or the given ones of it; rows as the record functions take them. */
export async function listInvitations(tx: TownTx, engagementId: string, ids: readonly string[] | 'all') {
  let query = tables<WeekTables>(tx)
    .selectFrom('agenda_invitation')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', engagementId);
  if (ids !== 'all') query = query.where('id', 'in', [...ids]);
  const rows = await query.orderBy('day').orderBy('starts').orderBy('id').execute();
  return rows as StoredRow<WeekTables['agenda_invitation']>[];
}
