import { findingId, findingOf, foundIn, observationsOf, ownRisk, riskId, riskOf } from './findings.ts';
import { observationId, ratedIn, ratingObservation, seenIn, seenObservation } from './observations.ts';
import { catalogueResources, filled, type JsonObject, line, metadataOf, type OscalGround } from './parts.ts';
import { descriptionOf, measureProps, type Planned, plannedIn, rolesOf } from './responses.ts';

/** The measures as an OSCAL plan of action and milestones, without the id of the document; null without measures. */
export function planOfAction(ground: OscalGround): JsonObject | null {
  const { report, traces, named, o } = ground;
  const planned = plannedIn(ground);
  if (planned.length === 0) return null;
  const found = foundIn(ground).filter(({ finding }) =>
    planned.some(({ measure }) => measure.findings.includes(finding.number)),
  );
  const rested = new Set(found.flatMap((one) => observationsOf(ground, one)));
  const risks = [
    ...found.map((one) => riskOf(ground, one, planned)),
    ...planned.filter((one) => correctedBy(found, one).length === 0).map((one) => ownRisk(ground, one)),
  ];
  return filled({
    metadata: metadataOf(ground, {
      title: `${o.plan}: ${report.town.name}`,
      what: 'plan-of-action',
      roles: rolesOf(planned),
    }),
    'system-id': { 'identifier-type': 'http://ietf.org/rfc/rfc4122', id: named(traces.townId, 'system') },
    observations: [
      ...ratedIn(ground)
        .filter((one) => rested.has(observationId(ground, one.id)))
        .map((one) => ratingObservation(ground, one)),
      ...seenIn(ground)
        .filter((one) => rested.has(observationId(ground, one.id)))
        .map((one) => seenObservation(ground, one)),
    ],
    risks,
    findings: found.map((one) => findingOf(ground, one)),
    'poam-items': planned.map((one) => itemOf(ground, one, correctedBy(found, one))),
    'back-matter': backMatter(ground),
  });
}

type FoundList = ReturnType<typeof foundIn>;
const correctedBy = (found: FoundList, { measure }: Planned): FoundList =>
  found.filter(({ finding }) => measure.findings.includes(finding.number));

function backMatter(ground: OscalGround): JsonObject | undefined {
  const resources = catalogueResources(ground);
  return resources.length > 0 ? { resources } : undefined;
}

function itemOf(ground: OscalGround, { measure, trace }: Planned, found: FoundList): JsonObject {
  const risks = found.length > 0 ? found.map((one) => riskId(ground, one)) : [ground.named(trace.id, 'risk')];
  return filled({
    uuid: ground.named(trace.id, 'poam-item'),
    title: line(`${measure.number} ${measure.title}`),
    description: descriptionOf(ground, measure),
    props: measureProps(measure),
    'related-findings': found.map((one) => ({ 'finding-uuid': findingId(ground, one) })),
    'related-risks': risks.map((id) => ({ 'risk-uuid': id })),
  });
}
