import type { Confidentiality } from '#kernel/document';
import type { ResultsReport } from './results-report.ts';
import type { Traces } from './traces.ts';

/**
 * The report as those may read it who may know only these classes: findings, measures and observations of others are
 * left out, also where something else names them, so that no sum counts them.
 */
export function restricted(
  report: ResultsReport,
  traces: Traces,
  classes: readonly Confidentiality[],
): ResultsReport {
  const mayKnow = (one: { readonly class: Confidentiality }) => classes.includes(one.class);
  const findings = report.findings.filter(mayKnow);
  const measures = report.measures.filter(mayKnow);
  const named = new Set([...findings, ...measures].map(({ number }) => number));
  const seen = new Set(traces.observations.filter(mayKnow).map(({ number }) => number));
  const guarded = new Set(
    traces.observations.map(({ number }) => number).filter((number) => !seen.has(number)),
  );
  const told = (numbers: readonly string[]) => numbers.filter((number) => named.has(number));
  return {
    ...report,
    findings: findings.map((finding) => ({
      ...finding,
      links: finding.links.filter((link) => !guarded.has(link)),
    })),
    measures: measures.map((measure) => ({
      ...measure,
      findings: told(measure.findings),
      needs: told(measure.needs),
    })),
    developments: report.developments.map((development) => ({
      ...development,
      measures: told(development.measures),
    })),
    rooms: report.rooms.map((room) => ({
      ...room,
      observations: room.observations.filter(({ number }) => !guarded.has(number)),
    })),
  };
}
