import { localDateOf } from '#kernel/dates';
import type { RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { effectContract as contract } from '../contract.ts';
import { isDue } from '../domain/effect.ts';
import { measureLinks } from './measures.read.ts';
import { latestValues, listFollowUps, listIndicators, listReviews } from './store.ts';

type Register = RouteOutput<typeof contract.register>;

/** Every measure with its figure and what was made of it; what is due first, then by the next review. */
export async function showRegister(tx: TownTx): Promise<Register> {
  const today = localDateOf(tx.now);
  const [links, values, followed] = [await measureLinks(tx), await latestValues(tx), await listFollowUps(tx)];
  const reviews = await listReviews(tx, 'all');
  const indicators = await listIndicators(tx);
  const named = (ids: readonly string[]) => ids.flatMap((id) => links.get(id) ?? []);
  const lines = indicators.flatMap((row): Register['lines'] => {
    const measure = links.get(row.measure_id);
    if (!measure) return [];
    const last = reviews.find(({ measure_id }) => measure_id === row.measure_id);
    const value = values.get(row.id);
    const before = followed.find(({ measure_id }) => measure_id === row.measure_id);
    return [
      {
        measure,
        indicatorName: row.name,
        source: row.source,
        scope: row.scope,
        unit: row.unit,
        better: row.better,
        baseline: row.baseline,
        target: row.target,
        value: value?.value ?? null,
        measuredOn: value?.measured_on ?? null,
        nextReviewOn: row.next_review_on,
        due: isDue(row.next_review_on, today),
        last: last
          ? { reviewedOn: last.reviewed_on, judgement: last.judgement, consequence: last.consequence }
          : null,
        follows: (before && links.get(before.follows_id)) ?? null,
        followUps: named(
          followed.filter(({ follows_id }) => follows_id === row.measure_id).map((one) => one.measure_id),
        ),
      },
    ];
  });
  const withOne = new Set(lines.map(({ measure }) => measure.id));
  return {
    lines: lines.sort(
      (a, b) =>
        (a.nextReviewOn ?? '9999').localeCompare(b.nextReviewOn ?? '9999') ||
        a.measure.number - b.measure.number,
    ),
    without: [...links.values()].filter(({ id }) => !withOne.has(id)),
  };
}
