import type { Chart } from '#kernel/chart';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import { areaChart } from '../domain/area-chart.ts';
import type { FindingArea } from '../domain/finding.ts';
import { severityWord } from './severity-word.ts';
import { countByArea } from './store.ts';

const AREAS: Record<FindingArea, typeof m.findings_area_budget> = {
  organisation: m.findings_area_organisation,
  steering: m.findings_area_steering,
  operations: m.findings_area_operations,
  security: m.findings_area_security,
  budget: m.findings_area_budget,
  infrastructure: m.findings_area_infrastructure,
  applications: m.findings_area_applications,
  contracts: m.findings_area_contracts,
};

/** Findings that the reader may see, by area and severity. */
export async function chartAreas(tx: TownTx): Promise<Chart | null> {
  const at = { locale: tx.actor.locale };
  return areaChart(await countByArea(tx), tx.actor.locale, {
    groupName: m.findings_area({}, at),
    totalName: m.findings_chart_total({}, at),
    area: (area) => AREAS[area]({}, at),
    severity: (severity) => severityWord(severity, at),
    title: (v) => m.findings_chart_title(v, at),
    one: (v) => m.findings_chart_one(v, at),
    all: (v) => m.findings_chart_all(v, at),
  });
}
