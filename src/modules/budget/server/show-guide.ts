import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { spendingContract as contract } from '../contract-spending.ts';
import { yearsUntil } from '../domain/spending.ts';
import { lastFullYear } from './spending.read.ts';
import { spendingItems } from './spending-items.ts';
import { readGuided } from './store.ts';

type Guide = RouteOutput<typeof contract.guide>;
type Stored = Awaited<ReturnType<typeof readGuided>>[number];

/** The usual items with what has been said of each in the three years. */
export async function showGuide(
  tx: TownTx,
  { until }: Omit<RouteInput<typeof contract.guide>, 'town'>,
): Promise<Guide> {
  const last = until ?? (await lastFullYear(tx));
  const years = yearsUntil(last);
  const kept = await readGuided(tx, years);
  return {
    until: last,
    items: spendingItems().map(({ key, area, title, help }) => ({
      ...{ key, area, title, help },
      figures: years.map((year) =>
        figureOf(
          year,
          kept.find((row) => row.item === key && row.year === year),
        ),
      ),
    })),
  };
}

const figureOf = (year: number, row: Stored | undefined): Guide['items'][number]['figures'][number] => ({
  year,
  version: row?.version ?? 0,
  amountCents: row?.amount_cents ?? null,
  certainty: row?.certainty ?? 'open',
  source: row?.source ?? '',
});
