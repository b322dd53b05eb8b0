import { localDate, localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import type { TownTx } from '#platform/tx';
import type { activityContract as contract } from '../contract.ts';
import { WORK_KINDS } from '../domain/activities.ts';
import { DAY_MINUTES, dayState, STEP_MINUTES } from '../domain/diary.ts';
import { diarist } from './own-diary.ts';
import { type DiaryDay, dropDay, ownDays, putDay } from './store.ts';

/**
 * Keeps what the own time of a day went into in one function; sent again it changes nothing, without anything said the day goes. Refuses
 * `diary_day_ahead` and, once its week is over, `diary_day_closed`; minutes in steps of 15, a day has 24 hours over all functions.
 */
export async function keepDay(
  tx: TownTx,
  input: RouteInput<typeof contract.keepDay>,
): Promise<{ done: true }> {
  const state = dayState(localDate(input.day), localDateOf(tx.now));
  if (state === 'ahead') refuse('conflict', 'diary_day_ahead', [{ path: 'day', code: 'diary_day_ahead' }]);
  if (state === 'closed') refuse('conflict', 'diary_day_closed', [{ path: 'day', code: 'diary_day_closed' }]);
  await checkMinutes(tx, input);
  await storeDay(tx, input);
  return { done: true };
}

/** Without the question whether the day is open: also for the days of an example town. */
export async function storeDay(tx: TownTx, given: DiaryDay): Promise<void> {
  const user = diarist(tx);
  const empty =
    given.note === '' && given.interruptions === 0 && WORK_KINDS.every((kind) => given.minutes[kind] === 0);
  const id = empty ? await dropDay(tx, user, given) : await putDay(tx, user, given);
  if (!id) return;
  // That something changed, never what: the story of a record is read by more people than the diary.
  await writeJournal(tx, {
    event: empty ? 'activity_day.removed' : 'activity_day.kept',
    kind: 'activity_day',
    recordId: id,
    changes: {},
  });
}

async function checkMinutes(tx: TownTx, input: RouteInput<typeof contract.keepDay>): Promise<void> {
  const faults = WORK_KINDS.filter((kind) => input.minutes[kind] % STEP_MINUTES !== 0).map((kind) => ({
    path: `minutes.${kind}`,
    code: 'diary_step',
  }));
  const others = (await ownDays(tx, diarist(tx), input.day, input.day)).filter(
    ({ role }) => role !== input.role,
  );
  const all = [...others, input].reduce(
    (sum, { minutes }) => sum + WORK_KINDS.reduce((n, kind) => n + minutes[kind], 0),
    0,
  );
  if (all > DAY_MINUTES) faults.push({ path: 'minutes', code: 'diary_day_full' });
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
}
