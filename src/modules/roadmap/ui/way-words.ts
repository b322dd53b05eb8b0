import { m } from '#texts';
import { money, quarter } from '#ui-kit/format';
import { conditionSentence, type Names, type Result } from './planning.ts';

type Line = Result['measures'][number];
export type PlannedWay = NonNullable<Line['way']>;

export const wayName = ({ name }: { name: string }): string => name || m.roadmap_way_own();

/** A chosen way with what it takes. */
export const wayWords = (way: PlannedWay): string =>
  m.roadmap_way_words({
    way: wayName(way),
    quarters: m.roadmap_quarters({ count: way.quarters }),
    once: money(way.onceCents),
  });

/** What another way would come to beside the chosen one, in one sentence. */
export function otherWaySentence(other: Line['otherWays'][number], chosen: PlannedWay, names: Names): string {
  const way = wayName(other);
  if (!other.ends)
    return m.roadmap_way_impossible({
      way,
      reasons: other.conditions.map((one) => conditionSentence(one, names)).join('; '),
    });
  const apart = [
    differenceWords(other.onceCents - chosen.onceCents, m.roadmap_way_once_more, m.roadmap_way_once_less),
    differenceWords(
      other.yearlyCents - chosen.yearlyCents,
      m.roadmap_way_yearly_more,
      m.roadmap_way_yearly_less,
    ),
  ].filter(Boolean);
  return m.roadmap_way_other({
    way,
    quarter: quarter(other.ends),
    cost: apart.join(', ') || m.roadmap_way_same_cost(),
  });
}

const differenceWords = (
  cents: number,
  more: (v: { amount: string }) => string,
  less: (v: { amount: string }) => string,
): string => (cents === 0 ? '' : (cents > 0 ? more : less)({ amount: money(Math.abs(cents)) }));
