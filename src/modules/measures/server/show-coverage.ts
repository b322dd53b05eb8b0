import { EDITORS } from '#kernel/functions';
import type { RouteOutput } from '#kernel/route';
import { type LibraryMeasure, suggestMeasures, townLibrary } from '#modules/catalogue';
import { functionsFor, type TownTx } from '#platform/tx';
import type { measuresContract as contract } from '../contract.ts';
import { coveredBy, coveredShare, severityWeight } from '../domain/coverage.ts';
import type { MeasureStatus } from '../domain/measure.ts';
import { type CoverageGround, type FindingRow, type LinkRow, readCoverage } from './package-ground.read.ts';

type View = RouteOutput<typeof contract.coverage>;

/** Postponed and rejected measures serve nobody. */
export const counts = (status: MeasureStatus): boolean => status !== 'postponed' && status !== 'rejected';

/** Findings and goals against measures, both ways. */
export async function showCoverage(tx: TownTx): Promise<View> {
  const ground = await readCoverage(tx);
  const { findings, goals, measures, findingLinks, goalLinks, drafts } = ground;
  const library = (await townLibrary(tx)).measures;
  const ofFindings = servedBy(ground, findingLinks);
  const ofGoals = servedBy(ground, goalLinks);
  const told = {
    findings: findings.map((row) => ({
      ...shown(row),
      ...ofFindings(row.id),
      suggestions: suggestionsFor(row, library),
    })),
    goals: goals.map((row) => ({ ...row, ...ofGoals(row.id) })),
  };
  const known = new Set(findings.map(({ id }) => id));
  return {
    ...told,
    measures: measures
      .filter(({ status }) => status !== 'rejected')
      .map(({ id, number, title, status }) => ({
        id,
        number,
        title,
        status,
        counts: counts(status),
        findings: findingLinks.filter((one) => one.measureId === id && known.has(one.targetId)).length,
        goals: goalLinks.filter((one) => one.measureId === id).length,
      })),
    findingShare: coveredShare(
      told.findings.map(({ severity, covered }) => ({ weight: severityWeight(severity), covered })),
    ),
    goalShare: coveredShare(told.goals),
    drafts,
    may: { edit: functionsFor(tx.actor, null).some((fn) => EDITORS.includes(fn)) },
  };
}

const shown = ({ id, number, title, area, severity }: FindingRow) => ({
  id,
  number,
  title,
  area: area as View['findings'][number]['area'],
  severity,
});

function servedBy({ measures }: CoverageGround, links: readonly LinkRow[]) {
  const byId = new Map(measures.map((one) => [one.id, one]));
  const byTarget = Map.groupBy(links, ({ targetId }) => targetId);
  return (target: string) => {
    const by = (byTarget.get(target) ?? []).flatMap(({ measureId, strength }) => {
      const status = byId.get(measureId)?.status;
      return status && status !== 'rejected' ? [{ measureId, strength, counts: counts(status) }] : [];
    });
    return { by, covered: coveredBy(by.filter((one) => one.counts).map(({ strength }) => strength)) };
  };
}

/** How many measures of the library are proposed for a finding. */
const suggestionsFor = ({ requirements, area }: FindingRow, library: readonly LibraryMeasure[]): number =>
  suggestMeasures(library, {
    requirements,
    area: area as View['findings'][number]['area'],
  }).length;
