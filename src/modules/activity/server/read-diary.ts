import { addDays, localDate, localDateOf } from '#kernel/dates';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { activityContract as contract } from '../contract.ts';
import { dayState, mondayOf } from '../domain/diary.ts';
import { diarist } from './own-diary.ts';
import { ownRoles } from './own-roles.read.ts';
import { ownDays, ownReleases } from './store.ts';

type Diary = RouteOutput<typeof contract.diary>;

/** The own week around a day, with the functions the town knows the person by. */
export async function readDiary(tx: TownTx, input: RouteInput<typeof contract.diary>): Promise<Diary> {
  const user = diarist(tx);
  const today = localDateOf(tx.now);
  const monday = mondayOf(input.day ? localDate(input.day) : today);
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n));
  return {
    today,
    days: days.map((day) => ({ day, state: dayState(day, today) })),
    entries: await ownDays(tx, user, monday, addDays(monday, 6)),
    roles: await ownRoles(tx),
    releases: await releasesOf(tx, user),
  };
}

/** Everything of the own diary, for its author. */
export async function exportDiary(tx: TownTx): Promise<RouteOutput<typeof contract.diaryExport>> {
  const user = diarist(tx);
  return {
    entries: await ownDays(tx, user, '0001-01-01', '9999-12-31'),
    releases: await releasesOf(tx, user),
  };
}

const releasesOf = async (tx: TownTx, user: string): Promise<Diary['releases']> =>
  (await ownReleases(tx, user)).map((row) => {
    const { id, purpose, fromDay, untilDay, revokedAt } = toView<Diary['releases'][number]>({ ...row });
    return { id, purpose, fromDay, untilDay, revokedAt };
  });
