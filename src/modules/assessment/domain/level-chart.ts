import { type Chart, type LevelChart, type LevelGroup, levelFormat } from '#kernel/chart';
import { fulfilmentOf } from './fulfilment.ts';

/** A framework in one language with what was rated of it. */
export interface RatedFramework {
  readonly name: string;
  readonly groups: readonly { readonly code: string; readonly title: string }[];
  readonly ratings: readonly {
    readonly code: string;
    readonly group: string;
    readonly title: string;
    readonly level: number | null;
    readonly target: number;
  }[];
}

export type Words = Pick<LevelChart, 'groupName' | 'levelName' | 'targetName' | 'gapName' | 'unratedName'> & {
  readonly none: (v: { framework: string }) => string;
  readonly reached: (v: { framework: string }) => string;
  readonly alike: (v: { framework: string; count: number; total: number; gap: string }) => string;
  readonly worst: (v: { framework: string; group: string; level: string; target: string }) => string;
  readonly one: (v: { group: string; level: string; target: string }) => string;
  readonly all: (v: { values: string }) => string;
};

/** Up to so many requirements are drawn one by one; more are drawn as means of their groups. */
const SINGLE_BARS = 24;

/** Level against target of a framework: its practices one by one where they are few, else its chapters. */
export function levelChart(
  framework: RatedFramework,
  locale: LevelChart['locale'],
  words: Words,
): Chart & { spec: LevelChart } {
  const { groupName, levelName, targetName, gapName, unratedName } = words;
  const names = { groupName, levelName, targetName, gapName, unratedName };
  const spec: LevelChart = { kind: 'levels', locale, ...names, groups: barsOf(framework) };
  const format = levelFormat(spec);
  const values = spec.groups.map(({ name, level, target }) =>
    words.one({
      group: name,
      level: level === null ? unratedName : format(level),
      target: target === null ? '–' : format(target),
    }),
  );
  return {
    title: titleOf(framework.name, spec, words),
    description: words.all({ values: values.join('; ') }),
    spec,
  };
}

function barsOf({ groups, ratings }: RatedFramework): LevelGroup[] {
  if (ratings.length <= SINGLE_BARS)
    return groups.flatMap(({ code }) =>
      ratings
        .filter(({ group }) => group === code)
        .map(({ code: key, title: name, level, target }) => ({ key, name, level, target })),
    );
  return groups.flatMap(({ code, title }) => {
    const own = ratings.filter(({ group }) => group === code);
    const rated = own.filter(({ level }) => level !== null);
    if (own.length === 0) return [];
    // Target and level over the same requirements, so that their difference is the gap.
    const { level, target } = fulfilmentOf(code, rated.length > 0 ? rated : own);
    return [{ key: code, name: /^\d/.test(code) ? `${code} ${title}` : title, level, target }];
  });
}

const gap = ({ level, target }: LevelGroup): number =>
  level === null || target === null ? 0 : target - level;

function titleOf(framework: string, spec: LevelChart, words: Words): string {
  const rated = spec.groups.filter(({ level }) => level !== null);
  const worst = rated.reduce<LevelGroup | undefined>((a, b) => (a && gap(a) >= gap(b) ? a : b), undefined);
  if (!worst) return words.none({ framework });
  if (gap(worst) <= 0) return words.reached({ framework });
  const format = levelFormat(spec);
  const alike = rated.filter((group) => Math.abs(gap(group) - gap(worst)) < 0.05).length;
  if (alike > 1)
    return words.alike({ framework, count: alike, total: rated.length, gap: format(gap(worst)) });
  return words.worst({
    framework,
    group: worst.name,
    level: format(worst.level ?? 0),
    target: format(worst.target ?? 0),
  });
}
