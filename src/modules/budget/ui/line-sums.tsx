import { useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Money } from '#ui-kit/format';
import { listStateFromSearch } from '#ui-kit/list-page';
import { Facts } from '#ui-kit/record-page';
import { allowed, budget, type Line } from './words.ts';

type Asked = Parameters<typeof budget.lines.list>[0];

/** What is chosen in the list, in all its pages. */
async function readAll(asked: Asked): Promise<Line[]> {
  const rows: Line[] = [];
  let cursor: string | undefined;
  do {
    const page = await budget.lines.list({ ...asked, limit: 200, ...(cursor ? { cursor } : {}) });
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor);
  return rows;
}

/** Every budget line of the town: few enough to derive years and products from. */
export function useAllLines() {
  const town = useTown();
  return useRecord(['budget-lines', town, 'all'], () => readAll({ town })).data;
}

/** Sums of all lines that search and filters choose, not only of those on screen. */
export function LineSums() {
  const town = useTown();
  const { q, filters } = listStateFromSearch(useAddress().query);
  const chosen = Object.fromEntries(
    Object.entries(filters).flatMap(([key, [value]]) => (value ? [[key, value]] : [])),
  );
  const asked = { town, ...(q ? { q } : {}), ...chosen } as Asked;
  const { data } = useRecord(['budget-lines', town, 'sum', asked], () => readAll(asked));
  if (!data || data.length === 0) return null;
  const sum = (of: (line: Line) => number) => data.reduce((total, line) => total + of(line), 0);
  const available = sum((line) => line.availableCents);
  return (
    <section aria-label={m.budget_sums()}>
      <Facts
        facts={[
          { label: m.budget_sum_lines(), value: m.budget_sum_count({ count: data.length }) },
          { label: m.budget_allowed(), value: <Money cents={sum(allowed)} /> },
          { label: m.budget_committed(), value: <Money cents={sum((line) => line.committedCents)} /> },
          { label: m.budget_actual(), value: <Money cents={sum((line) => line.actualCents)} /> },
          { label: m.budget_available(), value: <Available cents={available} /> },
        ]}
      />
    </section>
  );
}

/** What is left; an overrun is said in words, not only by the sign. */
export function Available({ cents }: { cents: number }) {
  return (
    <>
      <Money cents={cents} /> {cents < 0 && <Badge tone="danger">{m.budget_overrun()}</Badge>}
    </>
  );
}
