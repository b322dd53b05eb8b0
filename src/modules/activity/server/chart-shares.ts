import type { Chart, Locale } from '#kernel/chart';
import type { RouteInput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { activityContract as contract } from '../contract.ts';
import type { Activities, Certainty, WorkKind } from '../domain/activities.ts';
import { shareChart } from '../domain/share-chart.ts';
import { readActivities } from './read-activities.ts';

/** Share of the time by kind of work, in total. */
export async function chartShares(
  tx: TownTx,
  period: Pick<RouteInput<typeof contract.shareChart>, 'from' | 'until'>,
): Promise<Chart | null> {
  return describeShares((await readActivities(tx, period)).total, tx.actor.locale);
}

/** Kinds of work in the words of a language. */
export const kindWords = (locale: Locale): Record<WorkKind, string> => ({
  strategic: m.activity_kind_strategic({}, { locale }),
  project: m.activity_kind_project({}, { locale }),
  service: m.activity_kind_service({}, { locale }),
  operation: m.activity_kind_operation({}, { locale }),
  fire_fighting: m.activity_kind_fire_fighting({}, { locale }),
  administration: m.activity_kind_administration({}, { locale }),
});
/** How well a figure is known, in the words of a language. */
const certaintyWords = (locale: Locale): Record<Certainty, string> => ({
  measured: m.activity_measured({}, { locale }),
  estimated: m.activity_estimated({}, { locale }),
  unknown: m.activity_unknown({}, { locale }),
});

/** The description that page and report share; null while nothing is known. */
export function describeShares(total: Activities['total'], locale: Locale): Chart | null {
  const at = { locale };
  return shareChart(total.figure, total.certainty, locale, {
    kindName: m.activity_kind({}, at),
    shareName: m.activity_share({}, at),
    kinds: kindWords(locale),
    certainty: certaintyWords(locale),
    title: (v) => m.activity_chart_title(v, at),
    mostlyStrategic: (v) => m.activity_chart_strategic(v, at),
    all: (v) => m.activity_chart_all(v, at),
  });
}
