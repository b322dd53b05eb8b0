import { findingOf, foundIn, objectiveOf, riskOf } from './findings.ts';
import { ratedIn, ratingFinding, ratingObservation, seenIn, seenObservation } from './observations.ts';
import {
  catalogueId,
  catalogueResources,
  endOf,
  filled,
  type JsonObject,
  line,
  metadataOf,
  momentOf,
  type OscalGround,
} from './parts.ts';
import { plannedIn, rolesOf } from './responses.ts';

/** The results of the week as OSCAL assessment results, without the id of the document; null without a week. */
export function assessmentResults(ground: OscalGround): JsonObject | null {
  const { report, traces, o, named } = ground;
  const { engagement } = report;
  if (traces.engagementId === null) return null;
  const [rated, seen, found, planned] = [ratedIn(ground), seenIn(ground), foundIn(ground), plannedIn(ground)];
  const plan = named(traces.engagementId, 'plan');
  const answering = planned.filter(({ measure }) =>
    found.some(({ finding }) => measure.findings.includes(finding.number)),
  );
  return {
    metadata: metadataOf(ground, {
      title: `${o.results}: ${report.town.name}`,
      what: 'assessment-results',
      roles: rolesOf(answering),
    }),
    'import-ap': { href: `#${plan}` },
    results: [
      filled({
        uuid: named(traces.engagementId, 'result'),
        title: line(engagement.title || o.week),
        description: engagement.assignment.trim() || o.week,
        start: momentOf(engagement.startsOn),
        end: endOf(engagement.endsOn),
        'reviewed-controls': reviewed(ground),
        observations: [
          ...rated.map((one) => ratingObservation(ground, one)),
          ...seen.map((one) => seenObservation(ground, one)),
        ],
        risks: found.map((one) => riskOf(ground, one, planned)),
        findings: [
          ...rated.map((one) => ratingFinding(ground, one)),
          ...found.map((one) => findingOf(ground, one)),
        ],
      }),
    ],
    'back-matter': { resources: [agendaResource(ground, plan), ...catalogueResources(ground)] },
  };
}

/** The requirements that were rated, by catalogue, and the areas that findings are about. */
function reviewed(ground: OscalGround): JsonObject {
  const byFramework = [...Map.groupBy(ratedIn(ground), ({ framework }) => framework)];
  const areas = [...new Set(foundIn(ground).map(({ finding }) => finding.area))].sort();
  const selections = byFramework.map(([framework, ratings]) => ({
    links: [{ href: `#${catalogueId(ground, framework)}`, rel: 'source' }],
    'include-controls': ratings.map(({ controlId }) => ({ 'control-id': controlId })),
  }));
  return filled({
    'control-selections':
      selections.length > 0 ? selections : [{ 'include-all': {}, remarks: ground.o.none_rated }],
    'control-objective-selections':
      areas.length > 0
        ? [{ 'include-objectives': areas.map((area) => ({ 'objective-id': objectiveOf(area) })) }]
        : [],
  });
}

/** What was done when stands for the plan of the assessment. */
function agendaResource({ report, o }: OscalGround, uuid: string): JsonObject {
  const entries = report.agenda.map(
    ({ day, starts, ends, title }) => `- ${day}, ${starts}–${ends}: ${title}`,
  );
  return { uuid, title: o.agenda, description: entries.join('\n') || o.agenda_none };
}
