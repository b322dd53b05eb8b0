import { type TownTx, tables } from '#platform/tx';
import type { AssessmentTables, ListTables } from './tables.ts';

/** Results after the older edition, latest first, with how many chapters each has. */
export const listOlderResults = (tx: TownTx) =>
  tables<ListTables>(tx)
    .selectFrom('older_result as r')
    .select((e) => [
      'r.id',
      'r.assessed_on',
      'r.source',
      'r.note',
      'r.version',
      e
        .selectFrom('older_chapter as c')
        .select((c) => c.fn.countAll<number>().as('n'))
        .whereRef('c.town_id', '=', 'r.town_id')
        .whereRef('c.result_id', '=', 'r.id')
        .as('chapters'),
    ])
    .where('r.town_id', '=', tx.actor.townId)
    .orderBy('r.assessed_on', 'desc')
    .orderBy('r.id')
    .execute();

/** What a result says of its chapters. */
export const listOlderChapters = (tx: TownTx, resultId: string) =>
  tables<ListTables>(tx)
    .selectFrom('older_chapter')
    .select(['id', 'chapter', 'stated', 'percent'])
    .where('town_id', '=', tx.actor.townId)
    .where('result_id', '=', resultId)
    .execute();

/** The latest week, or undefined before the first. */
export const latestWeek = (tx: TownTx) =>
  tables<AssessmentTables>(tx)
    .selectFrom('engagement')
    .select(['id', 'title', 'starts_on'])
    .where('town_id', '=', tx.actor.townId)
    .orderBy('starts_on', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
