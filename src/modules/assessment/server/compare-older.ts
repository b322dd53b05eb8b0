import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { catalogues, olderEdition, placeOlderLevels } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';
import type { olderContract as contract } from '../contract-older.ts';
import { compareEditions } from '../domain/older-comparison.ts';
import { latestWeek, listOlderChapters, listOlderResults } from './older-store.ts';
import { readScores } from './read-scores.ts';

type Compared = RouteOutput<typeof contract.olderComparison>;

/** An older result beside today, per chapter of the present edition; without one asked for, the latest. */
export async function compareOlder(
  tx: TownTx,
  { result }: Pick<RouteInput<typeof contract.olderComparison>, 'result'>,
): Promise<Compared> {
  const results = await listOlderResults(tx);
  const chosen = result ? results.find(({ id }) => id === result) : results[0];
  if (result && !chosen) return refuse('not_found', 'not_found');
  const given = chosen ? await listOlderChapters(tx, chosen.id) : [];
  const { edition, source, comparable, chapters } = olderEdition();
  const week = await latestWeek(tx);
  return {
    edition,
    source,
    comparable,
    olderChapters: chapters.map((chapter) => {
      const value = given.find((one) => one.chapter === chapter.code);
      return { ...chapter, stated: value?.stated ?? null, percent: value?.percent ?? null };
    }),
    results: results.map(({ id, assessed_on, chapters: count, ...row }) => ({
      ...row,
      id,
      assessedOn: assessed_on,
      chapters: count ?? 0,
    })),
    chosen: chosen?.id ?? null,
    week: week ? { title: week.title, startsOn: week.starts_on } : null,
    rows: await rowsOf(tx, week?.id, given),
  };
}

async function rowsOf(
  tx: TownTx,
  weekId: string | undefined,
  given: Awaited<ReturnType<typeof listOlderChapters>>,
): Promise<Compared['rows']> {
  const mapping = olderEdition();
  const present = catalogues().frameworks.find(({ id }) => id === mapping.framework);
  if (!present) throw new Error(`no framework ${mapping.framework}`);
  const known = given.filter(({ chapter }) => mapping.chapters.some(({ code }) => code === chapter));
  const placed = placeOlderLevels(
    mapping,
    present,
    known.map(({ chapter, percent }) => ({ chapter, level: percent })),
  );
  const scores = weekId ? await readScores(tx, { id: weekId, framework: 'vds10000', town: '' }) : null;
  return compareEditions(
    placed,
    (scores?.chapters ?? []).map(({ code, all }) => ({ code, ...all })),
  );
}
