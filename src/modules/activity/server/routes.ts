import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { town } from '#platform/http/bind';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import { activityContract as contract } from '../contract.ts';
import { WORK_KINDS } from '../domain/activities.ts';
import { chartShares } from './chart-shares.ts';
import { keepDay } from './keep-day.ts';
import { activityEstimate } from './kinds.ts';
import { type ListedRoles, requireKnownRole } from './known-role.ts';
import { showActivities } from './read-activities.ts';
import { exportDiary, readDiary } from './read-diary.ts';
import { releaseSums, revokeRelease } from './release-sums.ts';
import { removeDiary } from './remove-diary.ts';

export const activityRoutes = (listed: ListedRoles) => ({
  overview: town(contract.overview, showActivities),
  shareChart: chart(contract.shareChart, chartShares),
  estimates: recordHandlers(contract.estimates, activityEstimate, {
    list: { sorts: { role: sql`r.role` }, order: 'role' },
    check: async (tx, values, before) => {
      checkEstimate({ ...before, ...values });
      if (values.role !== undefined && values.role !== before?.role)
        await requireKnownRole(tx, listed, String(values.role));
    },
  }),
  diary: town(contract.diary, readDiary),
  diaryExport: town(contract.diaryExport, exportDiary),
  keepDay: town(contract.keepDay, keepDay(listed)),
  removeDiary: town(contract.removeDiary, removeDiary),
  release: town(contract.release, releaseSums),
  revoke: town(contract.revoke, revokeRelease),
});

/** An estimate gives hours and shares that come to 100 %; where nothing is known nothing is given. */
function checkEstimate(values: Record<string, unknown>): void {
  const sum = WORK_KINDS.reduce((n, kind) => n + Number(values[kind] ?? 0), 0);
  const hours = values.minutes_per_week ?? null;
  const known = values.certainty === 'estimated';
  const faults = [
    ...(known && sum !== 100 ? [{ path: 'strategic', code: 'activity_not_hundred' }] : []),
    ...(!known && sum !== 0 ? [{ path: 'strategic', code: 'activity_unknown_empty' }] : []),
    ...(known && hours === null ? [{ path: 'minutesPerWeek', code: 'required' }] : []),
    ...(!known && hours !== null ? [{ path: 'minutesPerWeek', code: 'activity_unknown_empty' }] : []),
  ];
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
}
