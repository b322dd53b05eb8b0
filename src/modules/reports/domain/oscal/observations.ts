/** Ratings and what the walk-through saw, as observations; each rating also as a finding about its requirement. */
import type { ReportRating } from '../results-report.ts';
import { classOfFramework, type ObservationTrace, type RatingTrace } from '../traces.ts';
import { fill } from '../words.ts';
import { filled, type JsonObject, line, type OscalGround, once, originOf, prop } from './parts.ts';

/** A rating with the words and figures of the report. */
export interface Rated extends RatingTrace {
  readonly rating: ReportRating;
}

/** Ratings of the edition that have a level, in the order of their catalogue. */
export const ratedIn = once(({ report, traces, classes }): Rated[] => {
  const traced = new Map(traces.ratings.map((one) => [`${one.framework} ${one.code}`, one]));
  return report.frameworks
    .filter(({ id }) => classes.includes(classOfFramework(id)))
    .flatMap(({ id, ratings }) =>
      ratings.flatMap((rating) => {
        const trace = traced.get(`${id} ${rating.code}`);
        return trace && rating.level !== null ? [{ ...trace, rating }] : [];
      }),
    );
});

export const seenIn = once(({ traces, classes }): ObservationTrace[] =>
  traces.observations.filter((one) => classes.includes(one.class)),
);

export const observationId = ({ named }: OscalGround, id: string): string => named(id, 'observation');

const nameOf = ({ w }: OscalGround, { framework, rating }: Rated): string =>
  line(`${w[`framework_${framework}` as keyof typeof w]} ${rating.code} ${rating.title}`);

/** How it came about: by asking, by looking at evidence, or nobody knows any more. */
function methodsOf({ rating, answers }: Rated): string[] {
  const examined =
    rating.evidence.trim() !== '' || rating.files + rating.pages + rating.postings + rating.items.length > 0;
  const methods = [...(answers > 0 ? ['INTERVIEW'] : []), ...(examined ? ['EXAMINE'] : [])];
  return methods.length > 0 ? methods : ['UNKNOWN'];
}

/** The words of a rating, and what it rests on, are told only where nobody from outside reads. */
export function ratingObservation(ground: OscalGround, rated: Rated): JsonObject {
  const { o, classes } = ground;
  const { rating, framework, code, answers } = rated;
  const told = classes.includes('non_public');
  const level = fill(o.rated, { level: rating.level ?? 0, target: rating.target });
  const evidence = [
    ...(answers > 0 ? [answers === 1 ? o.answers_one : fill(o.answers, { n: answers })] : []),
    ...rating.items.map((item) => fill(o.item, { item })),
  ];
  return filled({
    uuid: observationId(ground, rated.id),
    title: nameOf(ground, rated),
    description: told && rating.evidence.trim() !== '' ? `${level}\n\n${rating.evidence.trim()}` : level,
    props: [
      prop('framework', framework),
      prop('requirement', code),
      prop('level', rating.level ?? 0),
      prop('target', rating.target),
      prop('certainty', rating.certainty),
      prop('class', classOfFramework(framework)),
    ],
    methods: methodsOf(rated),
    types: ['control-objective'],
    origins: [originOf(ground)],
    'relevant-evidence': told ? evidence.map((description) => ({ description })) : [],
    collected: rated.at,
  });
}

/** Whether a requirement reaches its target. */
export function ratingFinding(ground: OscalGround, rated: Rated): JsonObject {
  const { named, o } = ground;
  const { rating } = rated;
  return {
    uuid: named(rated.id, 'finding'),
    title: nameOf(ground, rated),
    description: fill(o.rated, { level: rating.level ?? 0, target: rating.target }),
    props: [prop('framework', rated.framework), prop('class', classOfFramework(rated.framework))],
    target: targetOf(rated),
    'related-observations': [{ 'observation-uuid': observationId(ground, rated.id) }],
  };
}

/** The requirement with whether it reaches its target. */
export function targetOf({ statementId, rating }: Rated): JsonObject {
  const reached = (rating.level ?? 0) >= rating.target;
  return {
    type: 'statement-id',
    'target-id': statementId,
    status: { state: reached ? 'satisfied' : 'not-satisfied', reason: reached ? 'pass' : 'fail' },
  };
}

/** What somebody saw in a room. */
export function seenObservation(ground: OscalGround, seen: ObservationTrace): JsonObject {
  const photos = seen.photos.filter((photo) => ground.classes.includes(photo.class));
  const place = [seen.room, seen.site].filter((name) => name !== '').join(', ');
  return filled({
    uuid: observationId(ground, seen.id),
    title: line(place === '' ? seen.number : `${seen.number} ${place}`),
    description: seen.statement,
    props: [prop('number', seen.number), prop('severity', seen.severity), prop('class', seen.class)],
    methods: ['EXAMINE'],
    types: ['finding'],
    origins: [originOf(ground)],
    'relevant-evidence': photos.map(({ name }) => ({ description: line(name) })),
    collected: seen.at,
  });
}
