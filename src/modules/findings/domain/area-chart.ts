import type { Chart, CountChart } from '#kernel/chart';
import { FINDING_AREAS, type FindingArea } from './finding.ts';

/** How many findings of one severity an area has. */
export interface AreaCount {
  readonly area: FindingArea;
  readonly severity: number;
  readonly count: number;
}

export type Words = Pick<CountChart, 'groupName' | 'totalName'> & {
  readonly area: (area: FindingArea) => string;
  readonly severity: (severity: number) => string;
  readonly title: (v: { area: string; count: number; total: number; grave: number }) => string;
  readonly one: (v: { area: string; values: string }) => string;
  readonly all: (v: { values: string }) => string;
};

/** Highest first, as the eye should meet them. */
const SEVERITIES = [4, 3, 2, 1] as const;
const GRAVE = 2;
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** Findings by area and severity, the area with most of them first; null while there are none. */
export function areaChart(
  found: readonly AreaCount[],
  locale: CountChart['locale'],
  words: Words,
): Chart | null {
  const groups = FINDING_AREAS.map((area) => ({
    key: area,
    name: words.area(area),
    counts: SEVERITIES.map((severity) =>
      sum(found.filter((f) => f.area === area && f.severity === severity).map(({ count }) => count)),
    ),
  }))
    .filter(({ counts }) => sum(counts) > 0)
    .sort((a, b) => sum(b.counts) - sum(a.counts));
  const [most] = groups;
  if (!most) return null;
  const ranks = SEVERITIES.map(words.severity);
  const { groupName, totalName } = words;
  const values = groups.map(({ name, counts }) => {
    const parts = counts.flatMap((count, rank) => (count > 0 ? [`${count} ${ranks[rank]}`] : []));
    return words.one({ area: name, values: parts.join(', ') });
  });
  return {
    title: words.title({
      area: most.name,
      count: sum(most.counts),
      total: sum(groups.map(({ counts }) => sum(counts))),
      grave: sum(groups.map(({ counts }) => sum(counts.slice(0, GRAVE)))),
    }),
    description: words.all({ values: values.join('; ') }),
    spec: { kind: 'counts', locale, groupName, totalName, ranks, groups },
  };
}
