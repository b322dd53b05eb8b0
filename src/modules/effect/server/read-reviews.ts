import type { RouteInput, RouteOutput } from '#kernel/route';
import { measuresKinds } from '#modules/measures';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { effectContract as contract } from '../contract.ts';
import { type MeasureLink, measureLinks } from './measures.read.ts';
import { listFollowUps, listReviews, type ReviewRow } from './store.ts';

type Reviews = RouteOutput<typeof contract.reviews>;
type Followed = Awaited<ReturnType<typeof listFollowUps>>;

/** Reviews of a measure and the chain it stands in, as far as the actor sees it. */
export async function readReviews(tx: TownTx, { id }: RouteInput<typeof contract.reviews>): Promise<Reviews> {
  await readRecord(tx, measuresKinds.measure, id);
  const followed = await listFollowUps(tx);
  const links = await measureLinks(tx, [
    ...new Set(followed.flatMap(({ measure_id, follows_id }) => [measure_id, follows_id])),
  ]);
  const named = (ids: readonly string[]) => ids.flatMap((one) => links.get(one) ?? []);
  return {
    reviews: (await listReviews(tx, id)).map((row) => viewOf(row, followed, links)),
    follows: named(earlier(followed, id)),
    followUps: named(followed.filter(({ follows_id }) => follows_id === id).map((one) => one.measure_id)),
  };
}

/** A review as it was just kept. */
export async function reviewView(tx: TownTx, row: ReviewRow): Promise<Reviews['reviews'][number]> {
  const followed = (await listFollowUps(tx)).filter(({ review_id }) => review_id === row.id);
  return viewOf(
    row,
    followed,
    await measureLinks(
      tx,
      followed.map(({ measure_id }) => measure_id),
    ),
  );
}

function viewOf(
  row: ReviewRow,
  followed: Followed,
  links: ReadonlyMap<string, MeasureLink>,
): Reviews['reviews'][number] {
  const after = followed.find(({ review_id }) => review_id === row.id);
  return {
    id: row.id,
    reviewedOn: row.reviewed_on,
    indicatorName: row.indicator_name,
    unit: row.unit,
    baseline: row.baseline,
    target: row.target,
    value: row.value,
    judgement: row.judgement,
    consequence: row.consequence,
    reason: row.reason,
    nextOn: row.next_on,
    followUp: (after && links.get(after.measure_id)) ?? null,
  };
}

/** What a measure follows, the nearest first. */
export function earlier(followed: Followed, id: string): string[] {
  const before = new Map(followed.map(({ measure_id, follows_id }) => [measure_id, follows_id]));
  const chain: string[] = [];
  for (let at = before.get(id); at && !chain.includes(at); at = before.get(at)) chain.push(at);
  return chain;
}
