import type { Chart, Locale } from '#kernel/chart';
import type { RouteInput } from '#kernel/route';
import { catalogues } from '#modules/catalogue';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { assessmentContract as contract } from '../contract.ts';
import { levelChart, type RatedFramework } from '../domain/level-chart.ts';
import { engagement } from './kinds.ts';
import { readLevels } from './store.ts';

const NAMES: Readonly<Record<string, string>> = { itil: 'ITIL', vds10000: 'VdS 10000' };

/** Level against target of one framework in one week. */
export async function chartLevels(tx: TownTx, input: RouteInput<typeof contract.levelChart>): Promise<Chart> {
  await readRecord(tx, engagement, input.id);
  const { locale } = tx.actor;
  const framework = catalogues().frameworks.find(({ id }) => id === input.framework);
  const rated = new Map((await readLevels(tx, input.id, input.framework)).map((r) => [r.requirement, r]));
  return describeLevels(
    input.framework,
    {
      groups: (framework?.groups ?? []).map(({ code, title }) => ({ code, title: title[locale] })),
      ratings: (framework?.requirements ?? []).flatMap(({ code, group, title }) => {
        const row = rated.get(code);
        return row ? [{ code, group, title: title[locale], level: row.level, target: row.target }] : [];
      }),
    },
    locale,
  );
}

/** The description that page and report share, in the words of a language. */
export function describeLevels(id: string, framework: Omit<RatedFramework, 'name'>, locale: Locale): Chart {
  const at = { locale };
  return levelChart({ ...framework, name: NAMES[id] ?? id }, locale, {
    groupName: id === 'itil' ? m.assessment_chart_practice({}, at) : m.assessment_chart_chapter({}, at),
    levelName: m.assessment_chart_level({}, at),
    targetName: m.assessment_target({}, at),
    gapName: m.assessment_chart_gap({}, at),
    unratedName: m.assessment_chart_unrated({}, at),
    none: (v) => m.assessment_chart_none(v, at),
    reached: (v) => m.assessment_chart_reached(v, at),
    alike: (v) => m.assessment_chart_alike(v, at),
    worst: (v) => m.assessment_chart_worst(v, at),
    one: (v) => m.assessment_chart_one(v, at),
    all: (v) => m.assessment_chart_all(v, at),
  });
}
