import { formatsFor } from './format.ts';
import type { ReportRoom, ResultsReport } from './results-report.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

type Point = ReportRoom['points'][number];
/** A point nobody has answered is open; one that could not be seen is told as such. */
type State = NonNullable<Point['answer']> | 'open';

const STATES = ['ok', 'defect', 'not_seen', 'not_applicable', 'open'] as const satisfies readonly State[];
const stateOf = ({ answer }: Point): State => answer ?? 'open';
const having = (points: readonly Point[], state: State): Point[] =>
  points.filter((point) => stateOf(point) === state);
const isSeen = ({ points, observations }: ReportRoom): boolean =>
  observations.length > 0 || points.some(({ answer }) => answer !== null);

/** What the walk-through has looked at, site by site; null while the town has no rooms. */
export function walkView(report: ResultsReport) {
  const { rooms } = report;
  if (rooms.length === 0) return null;
  const w = WORDS[report.locale];
  const { whole } = formatsFor(report.locale);
  const all = rooms.flatMap(({ points }) => points);
  const count = (state: State): string => whole(having(all, state).length);
  return {
    intro: fill(w.walkIntro, {
      rooms: whole(rooms.length),
      seen: whole(rooms.filter(isSeen).length),
      points: whole(all.length),
      ok: count('ok'),
      defect: count('defect'),
      not_seen: count('not_seen'),
      open: count('open'),
    }),
    sites: [...new Set(rooms.map(({ site }) => site))].map((site) => {
      const of = rooms.filter((room) => room.site === site);
      return {
        title: site,
        counts: of.map((room) => [
          room.name,
          room.checklist,
          ...STATES.map((state) => whole(having(room.points, state).length)),
        ]),
        details: of.filter(isSeen).map((room) => ({ title: room.name, rows: detailsOf(room, w) })),
      };
    }),
  };
}

/** One line a result: what came out, the points with what was noted. */
function detailsOf({ points, observations }: ReportRoom, w: ReportWords): string[][] {
  const said = ({ title, note }: Point): string => (note ? `${title} (${note})` : title);
  const untouched = points.every(({ answer }) => answer === null);
  const lines = STATES.map((state): [string, string] => [
    w[`walk_${state}`],
    untouched && state === 'open' ? w.walkAllOpen : having(points, state).map(said).join('; '),
  ]);
  const noted = observations
    .map(({ number, statement }) => `${number} ${statement.replace(/\.$/, '')}`)
    .join('; ');
  return [...lines, [w.observations, noted] as const]
    .filter(([, text]) => text !== '')
    .map(([what, text]) => [what, text]);
}
