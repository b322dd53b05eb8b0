/** A measure as the response to a risk, with its place on the roadmap as a milestone. */
import { addQuarters, firstDay, lastDay, quarter } from '#kernel/dates';
import { detailsAreOpen } from '../documents/ground.ts';
import type { MeasureStatus, ReportMeasure } from '../results-report.ts';
import { inPlan } from '../results-sums.ts';
import type { MeasureTrace } from '../traces.ts';
import { endOf, filled, type JsonObject, line, momentOf, type OscalGround, once, prop } from './parts.ts';

export interface Planned {
  readonly measure: ReportMeasure;
  readonly trace: MeasureTrace;
}

/** Measures of the edition and of the plan it tells of. */
export const plannedIn = once(({ report, traces, classes }): Planned[] => {
  const traced = new Map(traces.measures.map((one) => [one.number, one]));
  return inPlan(report.measures)
    .filter((measure) => classes.includes(measure.class))
    .flatMap((measure) => {
      const trace = traced.get(measure.number);
      return trace ? [{ measure, trace }] : [];
    });
});

const LIFECYCLE: Readonly<Record<MeasureStatus, string>> = {
  proposed: 'recommendation',
  recommended: 'recommendation',
  decided: 'planned',
  postponed: 'planned',
  rejected: 'recommendation',
  done: 'completed',
};

/** Whether reason, description and proof may be told: in public only if all that the measure corrects is public. */
const isTold = ({ classes, report }: OscalGround, measure: ReportMeasure): boolean =>
  classes.includes('non_public') || detailsAreOpen(measure, report);

export const descriptionOf = (ground: OscalGround, measure: ReportMeasure): string =>
  (isTold(ground, measure) ? [measure.reason, measure.description] : [])
    .filter((text) => text.trim() !== '')
    .map((text) => text.trim())
    .join('\n\n') || measure.title;

export const measureProps = (measure: ReportMeasure): JsonObject[] => [
  prop('number', measure.number),
  prop('status', measure.status),
  prop('horizon', measure.horizon),
  prop('mandatory', String(measure.mandatory)),
  prop('once-cost-cents', measure.onceCostCents),
  prop('grant-cents', measure.grantCents),
  prop('yearly-cost-cents', measure.yearlyCostCents),
  prop('own-days', measure.effortDays),
  prop('external-days', measure.externalDays),
  prop('class', measure.class),
];

/** The task of a measure below one risk. */
const taskId = ({ named }: OscalGround, trace: MeasureTrace, risk: string): string =>
  named(trace.id, `task:${risk}`);

/** The risk where a measure stands first. */
export function firstRisk(
  { report, traces, classes, named }: OscalGround,
  { measure, trace }: Planned,
): string {
  const told = report.findings.find(
    ({ number, class: as }) => measure.findings.includes(number) && classes.includes(as),
  );
  const found = traces.findings.find(({ number }) => number === told?.number);
  return named(found?.id ?? trace.id, 'risk');
}

export function responseOf(ground: OscalGround, planned: Planned, risk: string): JsonObject {
  const { measure, trace } = planned;
  return filled({
    uuid: ground.named(trace.id, `response:${risk}`),
    lifecycle: LIFECYCLE[measure.status],
    title: line(`${measure.number} ${measure.title}`),
    description: descriptionOf(ground, measure),
    props: measureProps(measure),
    tasks: [taskOf(ground, planned, risk)],
  });
}

function taskOf(ground: OscalGround, { measure, trace }: Planned, risk: string): JsonObject {
  const needed = plannedIn(ground).filter((one) => measure.needs.includes(one.measure.number));
  return filled({
    uuid: taskId(ground, trace, risk),
    type: 'milestone',
    title: line(`${measure.number} ${measure.title}`),
    description: isTold(ground, measure) ? measure.proof.trim() : '',
    timing: timingOf(measure),
    dependencies: needed.map((one) => ({ 'task-uuid': taskId(ground, one.trace, firstRisk(ground, one)) })),
    'responsible-roles': trace.role ? [{ 'role-id': trace.role }] : [],
  });
}

function timingOf({ starts, quarters }: ReportMeasure): JsonObject | undefined {
  if (starts === null) return undefined;
  const first = quarter(starts);
  return {
    'within-date-range': {
      start: momentOf(firstDay(first)),
      end: endOf(lastDay(addQuarters(first, quarters - 1))),
    },
  };
}

/** The roles that answer for measures of the edition, each once. */
export const rolesOf = (planned: readonly Planned[]): JsonObject[] =>
  [...new Map(planned.filter(({ trace }) => trace.role).map((one) => [one.trace.role, one.measure]))]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([id, { responsible }]) => ({ id, title: line(responsible) }));
