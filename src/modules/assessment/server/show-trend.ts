import type { Chart } from '#kernel/chart';
import { formatDate, type LocalDate } from '#kernel/dates';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { catalogues, correctionsOf } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { trendContract as contract } from '../contract-trend.ts';
import { fulfilmentOf } from '../domain/fulfilment.ts';
import { chapterFulfilment } from '../domain/fulfilment-by-modal.ts';
import type { FrameworkId } from '../domain/rating.ts';
import { goalLines } from '../domain/trend.ts';
import { listGoals, listRatings, listWeeksByDay } from './trend-store.ts';

type Trend = RouteOutput<typeof contract.trend>;

/** Every week in which something of the framework is rated, with the same figures side by side. */
export async function showTrend(
  tx: TownTx,
  { framework }: Pick<RouteInput<typeof contract.trend>, 'framework'>,
): Promise<Trend> {
  const all = await listWeeksByDay(tx);
  const weeks = [];
  for (const week of all) {
    const ratings = (await listRatings(tx, week.id)).filter((row) => row.framework === framework);
    if (ratings.some(({ level }) => level !== null)) weeks.push({ week, ratings });
  }
  return {
    weeks: weeks.map(({ week, ratings }) => ({
      id: week.id,
      title: week.title,
      startsOn: week.starts_on,
      unconfirmed: ratings.filter((row) => row.carried_from !== null && row.certainty === 'open').length,
    })),
    overall: weeks.map(
      ({ ratings }) =>
        fulfilmentOf(
          '',
          ratings.map((row) => ({ ...row, group: '' })),
        ).degree,
    ),
    lines: framework === 'itil' ? practiceLines(tx, weeks) : await chapterLines(tx, framework, weeks),
    ...(await goalsOver(tx, all)),
  };
}

type Weeks = { week: { id: string }; ratings: Awaited<ReturnType<typeof listRatings>> }[];

function practiceLines(tx: TownTx, weeks: Weeks): Trend['lines'] {
  const requirements = catalogues().frameworks.find(({ id }) => id === 'itil')?.requirements ?? [];
  return requirements
    .map(({ code, title }) => ({
      code,
      title: title[tx.actor.locale],
      values: weeks.map(({ ratings }) => ratings.find((row) => row.requirement === code)?.level ?? null),
    }))
    .filter(({ values }) => values.some((value) => value !== null));
}

/** By ratings alone: answers of interviews are not taken over, and without them a chapter must not seem to have got worse. */
async function chapterLines(tx: TownTx, framework: FrameworkId, weeks: Weeks): Promise<Trend['lines']> {
  const found = catalogues().frameworks.find(({ id }) => id === framework);
  const corrected = new Map((await correctionsOf(tx, framework)).map((row) => [row.requirement, row.modal]));
  const degreeOf = (chapter: string, ratings: Weeks[number]['ratings']): number | null =>
    chapterFulfilment(
      (found?.requirements ?? [])
        .filter(({ group }) => group === chapter)
        .map(({ code, modal, typicalTarget }) => {
          const row = ratings.find(({ requirement }) => requirement === code);
          return {
            code,
            modal: corrected.get(code) ?? modal ?? 'SHOULD',
            level: row?.level ?? null,
            worst: 0,
            best: 0,
            target: row?.target ?? typicalTarget,
            exempt: Boolean(row?.covered_by),
            riskAccepted: Boolean(row?.risk_reason),
          };
        }),
    ).all.degree;
  return (found?.groups ?? [])
    .filter(({ parent }) => parent === null)
    .map(({ code, title }) => ({
      code,
      title: `${code} ${title[tx.actor.locale]}`,
      values: weeks.map(({ ratings }) => degreeOf(code, ratings)),
    }))
    .filter(({ values }) => values.some((value) => value !== null));
}

async function goalsOver(
  tx: TownTx,
  all: Awaited<ReturnType<typeof listWeeksByDay>>,
): Promise<Pick<Trend, 'goalWeeks' | 'goals'>> {
  const goals = (await listGoals(tx, null)).map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    weekId: row.engagement_id,
    followsId: row.follows_id,
    reached: row.reached,
  }));
  const weeks = all.filter(({ id }) => goals.some(({ weekId }) => weekId === id));
  return {
    goalWeeks: weeks.map(({ id, starts_on }) => ({ id, startsOn: starts_on })),
    goals: goalLines(
      goals,
      weeks.map(({ id }) => id),
    ),
  };
}

const NAMES: Readonly<Record<FrameworkId, string>> = { itil: 'ITIL', vds10000: 'VdS 10000' };

/** The framework as a whole, or one line of it; null with fewer than two weeks. */
export async function chartTrend(
  tx: TownTx,
  { framework, row }: RouteInput<typeof contract.trendChart>,
): Promise<Chart | null> {
  const trend = await showTrend(tx, { framework });
  const line = trend.lines.find(({ code }) => code === row);
  const points = (line?.values ?? trend.overall).flatMap((value, at) => {
    const week = trend.weeks[at];
    return value === null || !week
      ? []
      : [{ key: week.id, name: formatDate(week.startsOn as LocalDate, tx.actor.locale), value }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const { locale } = tx.actor;
  const at = { locale };
  const asLevel = line !== undefined && framework === 'itil';
  const show = (value: number) => (asLevel ? String(value) : `${value}\u00a0%`);
  const words = { name: line?.title ?? NAMES[framework], from: show(first.value), to: show(last.value) };
  const title =
    last.value > first.value
      ? m.assessment_trend_up(words, at)
      : last.value < first.value
        ? m.assessment_trend_down(words, at)
        : m.assessment_trend_same(words, at);
  return {
    title,
    description: m.assessment_trend_all(
      { values: points.map(({ name, value }) => `${name}: ${show(value)}`).join('; ') },
      at,
    ),
    spec: {
      kind: 'trend',
      locale,
      dateName: m.assessment_trend_week({}, at),
      valueName: asLevel ? m.assessment_chart_level({}, at) : m.assessment_trend_degree({}, at),
      targetName: m.assessment_target({}, at),
      target: asLevel ? null : 100,
      unit: asLevel ? '' : '%',
      points,
    },
  };
}
