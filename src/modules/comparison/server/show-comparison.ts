import type { RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { comparisonContract as contract } from '../contract.ts';
import { type Figure, GROUPS, placeOf, rounded } from '../domain/figures.ts';
import { figures } from './figures.ts';
import { findMembership, type KeptValue, newestValues, type QuartileRow, readQuartiles } from './store.ts';

type Comparison = RouteOutput<typeof contract.comparison>;
type Line = Comparison['groups'][number]['lines'][number];

/** The town's figures beside those of others; who does not take part sees nothing of them. */
export async function showComparison(tx: TownTx): Promise<Comparison> {
  const membership = await findMembership(tx);
  if (!membership) return { agreedOn: null, takenOn: null, groups: [] };
  const own = new Map((await newestValues(tx)).map((value) => [value.figure, value]));
  const others = new Map((await readQuartiles(tx)).map((row) => [row.figure, row]));
  const lines = figures().map((figure) => ({
    group: figure.group,
    line: lineOf(figure, own.get(figure.key), others.get(figure.key), tx.actor.locale),
  }));
  return {
    agreedOn: membership.agreed_on,
    takenOn:
      [...own.values()]
        .map(({ taken_on }) => taken_on)
        .sort()
        .at(-1) ?? null,
    groups: GROUPS.map((group) => ({
      group,
      lines: lines.filter((one) => one.group === group).map(({ line }) => line),
    })),
  };
}

function lineOf(
  { key, source, unit, better, title }: Figure,
  own: KeptValue | undefined,
  row: QuartileRow | undefined,
  locale: 'de' | 'en',
): Line {
  const value = own ? rounded(own.value, unit) : null;
  const others = row
    ? {
        towns: row.towns,
        year: row.year,
        low: rounded(row.low, unit),
        middle: rounded(row.middle, unit),
        high: rounded(row.high, unit),
      }
    : null;
  return {
    key,
    source,
    title: title?.[locale] ?? '',
    unit,
    better,
    own: value,
    others,
    place: placeOf(value, others, better),
  };
}
