import { useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { type Status, StatusBadge } from '#ui-kit/badge';
import { Money } from '#ui-kit/format';
import { listStateFromSearch } from '#ui-kit/list-page';
import { Facts } from '#ui-kit/record-page';
import { availableCents, type BudgetAmounts, type LineState, lineState } from '../domain/budget-line.ts';
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
  return (
    <section aria-label={m.budget_sums()}>
      <Facts
        facts={[
          { label: m.budget_sum_lines(), value: m.budget_sum_count({ count: data.length }) },
          { label: m.budget_allowed(), value: <Money cents={sum(allowed)} /> },
          { label: m.budget_committed(), value: <Money cents={sum((line) => line.committedCents)} /> },
          { label: m.budget_actual(), value: <Money cents={sum((line) => line.actualCents)} /> },
          { label: m.budget_available(), value: <Money cents={sum((line) => line.availableCents)} /> },
        ]}
      />
    </section>
  );
}

export const LINE_STATES: Record<LineState, () => Status> = {
  covered: () => ({ word: m.budget_covered(), tone: 'success' }),
  overrun: () => ({ word: m.budget_overrun(), tone: 'danger' }),
  outstanding: () => ({ word: m.budget_outstanding(), tone: 'info' }),
  received: () => ({ word: m.budget_received(), tone: 'success' }),
};

/** What is left; what is unusual about it is said in words, not only by the sign. */
export function Available({ line }: { line: BudgetAmounts }) {
  const state = lineState(line);
  return (
    <>
      <Money cents={availableCents(line)} />{' '}
      {(state === 'overrun' || state === 'outstanding') && <StatusBadge status={LINE_STATES[state]()} />}
    </>
  );
}
