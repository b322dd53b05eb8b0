import { localDate, localDateOf } from '#kernel/dates';
import { type FieldFault, refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import type { TownTx } from '#platform/tx';
import type { activityContract as contract } from '../contract.ts';
import { WORK_KINDS } from '../domain/activities.ts';
import {
  DAY_MINUTES,
  dayState,
  isEmpty,
  NOTHING_WRITTEN,
  STEP_MINUTES,
  sameWritten,
} from '../domain/diary.ts';
import { type ListedRoles, requireKnownRole } from './known-role.ts';
import { diarist } from './own-diary.ts';
import { type DiaryDay, dropDay, lockDay, ownDays, putDay } from './store.ts';

type Input = RouteInput<typeof contract.keepDay>;

/**
 * Keeps what the own time of a day went into in one function and returns its version; sent again it changes nothing, without
 * anything said the day goes (version 0). Refuses `diary_day_changed` when another device has written since `version`,
 * `diary_day_ahead` and, once its week is over, `diary_day_closed`; unknown functions; minutes in steps of 15, a day has 24 hours
 * over all functions.
 */
export const keepDay =
  (listed: ListedRoles) =>
  async (tx: TownTx, input: Input): Promise<{ version: number }> => {
    const state = dayState(localDate(input.day), localDateOf(tx.now));
    if (state === 'ahead') refuse('conflict', 'diary_day_ahead', [{ path: 'day', code: 'diary_day_ahead' }]);
    if (state === 'closed')
      refuse('conflict', 'diary_day_closed', [{ path: 'day', code: 'diary_day_closed' }]);
    const user = diarist(tx);
    await lockDay(tx, user, input.day);
    const day = await ownDays(tx, user, input.day, input.day);
    const held = day.find(({ role }) => role === input.role) ?? { ...NOTHING_WRITTEN, version: 0 };
    if (sameWritten(held, input)) return { version: held.version };
    if (held.version !== input.version) refuse('conflict', 'diary_day_changed');
    const others = day.filter(({ role }) => role !== input.role);
    const faults = minuteFaults(input, others);
    if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
    if (!isEmpty(input)) await requireKnownRole(tx, listed, input.role);
    return { version: await storeDay(tx, input) };
  };

/** Returns the new version, 0 for a day that is gone. Without the question whether it is open: also for the days of an example town. */
export async function storeDay(tx: TownTx, given: DiaryDay): Promise<number> {
  const user = diarist(tx);
  const stored = isEmpty(given) ? null : await putDay(tx, user, given);
  const id = stored?.id ?? (await dropDay(tx, user, given));
  if (!id) return 0;
  // That something changed, never what: the story of a record is read by more people than the diary.
  await writeJournal(tx, {
    event: stored ? 'activity_day.kept' : 'activity_day.removed',
    kind: 'activity_day',
    recordId: id,
    changes: {},
  });
  return stored?.version ?? 0;
}

function minuteFaults(input: Input, others: readonly DiaryDay[]): FieldFault[] {
  const odd = WORK_KINDS.filter((kind) => input.minutes[kind] % STEP_MINUTES !== 0);
  const all = [...others, input].reduce(
    (sum, { minutes }) => sum + WORK_KINDS.reduce((n, kind) => n + minutes[kind], 0),
    0,
  );
  return [
    ...odd.map((kind) => ({ path: `minutes.${kind}`, code: 'diary_step' })),
    ...(all > DAY_MINUTES ? [{ path: 'minutes', code: 'diary_day_full' }] : []),
  ];
}
