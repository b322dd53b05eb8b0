import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { insertRecord, removeRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { spendingContract as contract } from '../contract-spending.ts';
import { spendingEntry } from './kinds.ts';
import { spendingItems } from './spending-items.ts';
import { readGuided } from './store.ts';

type Put = RouteInput<typeof contract.putGuide>;
type Figure = Put['figures'][number];
type Stored = Awaited<ReturnType<typeof readGuided>>[number];

/**
 * Keeps figures of the guided entry, all or none. An amount is needed for what is measured or estimated, and there is
 * none where it is unknown. Refuses unknown items and figures named twice; `version_conflict` when somebody else has
 * changed one since it was read.
 */
export async function putGuide(tx: TownTx, { figures }: Put): Promise<{ changed: number }> {
  const faults = figures.flatMap((figure, at) =>
    faultsOf(figure, figures.slice(0, at)).map(({ field, code }) => ({
      path: `figures.${at}.${field}`,
      code,
    })),
  );
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
  const kept = await readGuided(tx, [...new Set(figures.map(({ year }) => year))]);
  let changed = 0;
  for (const figure of figures) {
    const before = kept.find((row) => row.item === figure.item && row.year === figure.year);
    changed += await keep(tx, figure, before);
  }
  return { changed };
}

function faultsOf(figure: Figure, earlier: readonly Figure[]): { field: string; code: string }[] {
  const { item, year, certainty, amountCents = null } = figure;
  const wanted = certainty === 'measured' || certainty === 'estimated';
  return [
    ...(spendingItems().some(({ key }) => key === item)
      ? []
      : [{ field: 'item', code: 'unknown_reference' }]),
    ...(earlier.some((other) => other.item === item && other.year === year)
      ? [{ field: 'item', code: 'duplicate' }]
      : []),
    ...(wanted && amountCents === null ? [{ field: 'amountCents', code: 'required' }] : []),
    ...(!wanted && amountCents !== null ? [{ field: 'certainty', code: 'certainty_missing' }] : []),
  ];
}

/** 1 when something was changed. */
async function keep(tx: TownTx, figure: Figure, before: Stored | undefined): Promise<number> {
  const { certainty, amountCents = null, source = '' } = figure;
  if (certainty === 'open' && !before) return 0;
  if (before && sameAs(before, figure)) return 0;
  if ((before?.version ?? 0) !== figure.version)
    refuse('conflict', 'version_conflict', [], { version: before?.version ?? 0 });
  if (certainty === 'open') {
    if (before) await removeRecord(tx, spendingEntry, before.id, { version: before.version });
    return 1;
  }
  const said = { certainty, amount_cents: amountCents, source };
  if (before) {
    await updateRecord(tx, spendingEntry, before.id, said, { version: before.version });
    return 1;
  }
  const item = spendingItems().find(({ key }) => key === figure.item);
  await insertRecord(tx, spendingEntry, {
    ...said,
    year: figure.year,
    item: figure.item,
    cost_area: item?.area ?? 'unassigned',
    title: item?.title[tx.actor.locale] ?? m.budget_spending({}, { locale: tx.actor.locale }),
    basis: certainty === 'estimated' ? 'estimate' : 'other',
  });
  return 1;
}

const sameAs = (before: Stored, { certainty, amountCents = null, source = '' }: Figure): boolean =>
  before.certainty === certainty && before.amount_cents === amountCents && before.source === source;
