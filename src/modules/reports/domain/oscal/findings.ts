/** Findings as findings and as the risks they mean, with the measures that answer them as responses. */
import type { ReportFinding, ReportMeasure } from '../results-report.ts';
import type { FindingTrace } from '../traces.ts';
import { fill } from '../words.ts';
import { observationId, type Rated, ratedIn, seenIn, targetOf } from './observations.ts';
import { filled, type JsonObject, line, type OscalGround, OWN, once, originOf, prop } from './parts.ts';
import { type Planned, responseOf } from './responses.ts';

export interface Found {
  readonly finding: ReportFinding;
  readonly trace: FindingTrace;
}

/** Findings of the edition. */
export const foundIn = once(({ report, traces, classes }): Found[] => {
  const traced = new Map(traces.findings.map((one) => [one.number, one]));
  return report.findings
    .filter((finding) => classes.includes(finding.class))
    .flatMap((finding) => {
      const trace = traced.get(finding.number);
      return trace ? [{ finding, trace }] : [];
    });
});

export const findingId = ({ named }: OscalGround, { trace }: Found): string => named(trace.id, 'finding');
export const riskId = ({ named }: OscalGround, { trace }: Found): string => named(trace.id, 'risk');

const propsOf = ({ finding }: Found): JsonObject[] => [
  prop('number', finding.number),
  prop('area', finding.area),
  prop('severity', finding.severity),
  prop('status', finding.status),
  prop('class', finding.class),
];

const told = once(
  (ground) =>
    new Map([...ratedIn(ground), ...seenIn(ground)].map(({ id }) => [id, observationId(ground, id)])),
);

/** Ids of the observations of the edition that a finding rests on. */
export const observationsOf = (ground: OscalGround, { trace }: Found): string[] =>
  trace.roots.flatMap(({ id }) => told(ground).get(id) ?? []);

const relatedTo = (ids: readonly string[]): JsonObject[] => ids.map((id) => ({ 'observation-uuid': id }));

const ratings = once((ground) => new Map(ratedIn(ground).map((one) => [one.id, one])));

/** How far the requirement is from its target. */
const gap = ({ rating }: Rated): number => rating.target - (rating.level ?? 0);

/** The requirement it is furthest from; without one the area is what was looked at. */
function findingTarget(ground: OscalGround, { finding, trace }: Found): JsonObject {
  const [worst] = trace.roots
    .flatMap(({ id }) => ratings(ground).get(id) ?? [])
    .sort((a, b) => gap(b) - gap(a) || a.code.localeCompare(b.code));
  if (worst && gap(worst) > 0) return targetOf(worst);
  return {
    type: 'objective-id',
    'target-id': objectiveOf(finding.area),
    title: line(`${ground.o.area} ${ground.w[`area_${finding.area}`]}`),
    status: { state: 'not-satisfied', reason: 'other' },
  };
}
export const objectiveOf = (area: string): string => `area-${area}`;

export function findingOf(ground: OscalGround, found: Found): JsonObject {
  const { o } = ground;
  const { finding } = found;
  const remarks = [
    [o.basis, finding.basis],
    [o.cause, finding.cause],
  ].flatMap(([name, text]) => (text?.trim() ? [`${name}: ${text.trim()}`] : []));
  return filled({
    uuid: findingId(ground, found),
    title: line(`${finding.number} ${finding.title}`),
    description: finding.statement,
    props: propsOf(found),
    origins: [originOf(ground)],
    target: findingTarget(ground, found),
    'related-observations': relatedTo(observationsOf(ground, found)),
    'related-risks': [{ 'risk-uuid': riskId(ground, found) }],
    remarks: remarks.join('\n\n'),
  });
}

/** What a finding means, how grave it is, and what answers it. */
export function riskOf(ground: OscalGround, found: Found, planned: readonly Planned[]): JsonObject {
  const { finding, trace } = found;
  const id = riskId(ground, found);
  const facet = (name: string, value: number | null) =>
    value === null ? [] : [{ name, system: OWN, value: String(value) }];
  const answers = planned.filter(({ measure }) => measure.findings.includes(finding.number));
  return filled({
    uuid: id,
    title: line(`${finding.number} ${finding.title}`),
    description: finding.statement,
    statement: finding.consequence.trim() || finding.statement,
    props: propsOf(found),
    status: riskStatus(
      finding,
      answers.map(({ measure }) => measure),
    ),
    origins: [originOf(ground)],
    characterizations: [
      {
        origin: originOf(ground),
        facets: [
          ...facet('severity', finding.severity),
          ...facet('impact', trace.impact),
          ...facet('likelihood', trace.likelihood),
        ],
      },
    ],
    remediations: answers.map((one) => responseOf(ground, one, id)),
    'related-observations': relatedTo(observationsOf(ground, found)),
  });
}

/** Where the answer to a risk stands, by its measures first and then by the review. */
export function riskStatus(
  { status }: Pick<ReportFinding, 'status'>,
  measures: readonly Pick<ReportMeasure, 'status'>[],
): string {
  if (measures.length > 0 && measures.every((m) => m.status === 'done')) return 'closed';
  if (measures.some((m) => m.status === 'decided' || m.status === 'done')) return 'remediating';
  return status === 'confirmed' || status === 'corrected' ? 'open' : 'investigating';
}

/** What a measure is for that answers no finding of the edition. */
export function ownRisk(ground: OscalGround, planned: Planned): JsonObject {
  const { named, o } = ground;
  const { measure, trace } = planned;
  const id = named(trace.id, 'risk');
  const goals =
    measure.goals.length > 0 ? fill(o.serves, { goals: measure.goals.join(', ') }) : measure.title;
  return filled({
    uuid: id,
    title: line(`${measure.number} ${measure.title}`),
    description: measure.title,
    statement: goals,
    props: [prop('number', measure.number), prop('class', measure.class)],
    status: riskStatus({ status: 'confirmed' }, [measure]),
    remediations: [responseOf(ground, planned, id)],
  });
}
