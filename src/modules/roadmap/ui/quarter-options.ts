import { localDateOf, quarterOf, quarterRange, quarter as quarterText } from '#kernel/dates';
import { quarter } from '#ui-kit/format';

const YEARS_AHEAD = 7;

/** Whole years from this one, or from the year of the value that stands; none behind `until`. */
export function quarterOptions(
  stands?: string | null,
  until = '9999-Q4',
): { value: string; label: string; group: string }[] {
  const now = quarterOf(localDateOf(new Date()));
  const first = stands && stands < now ? stands : now;
  return quarterRange(quarterText(`${first.slice(0, 4)}-Q1`), YEARS_AHEAD * 4)
    .filter((key) => key <= until)
    .map((key) => ({ value: key, label: quarter(key), group: key.slice(0, 4) }));
}
