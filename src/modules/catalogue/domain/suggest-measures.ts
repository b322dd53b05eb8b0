import type { LibraryArea, LibraryMeasure, Served } from './measure-library.ts';

/** What a finding rests on, as far as the library can answer it. */
export type Need = { requirements: readonly string[]; area: LibraryArea };
export type Suggestion = {
  measure: LibraryMeasure;
  /** Three per step of strength and requirement, two for its own area, one for a further one. */
  points: number;
  /** Requirements of the finding that it serves, the strongest first. */
  serves: Served[];
  /** How its areas meet that of the finding. */
  area: 'own' | 'also' | null;
};

const PER_STRENGTH = 3;
const AREA_POINTS = { own: 2, also: 1 };

/**
 * Measures that answer a finding, best first: what serves the requirements it rests on counts before what only
 * belongs to its area. Where it rests on requirements, mere neighbours in the area are left out; equal points
 * are ordered by horizon and then by id, so that the same finding always gets the same list.
 */
export function suggestMeasures(measures: readonly LibraryMeasure[], need: Need): Suggestion[] {
  const asked = new Set(need.requirements);
  const suggestions = measures.map((measure): Suggestion => {
    const serves = measure.serves
      .filter(({ requirement }) => asked.has(requirement))
      .sort((a, b) => b.strength - a.strength || order(a.requirement, b.requirement));
    const area = measure.area === need.area ? 'own' : measure.also.includes(need.area) ? 'also' : null;
    const strength = serves.reduce((sum, one) => sum + one.strength, 0);
    return { measure, points: PER_STRENGTH * strength + (area ? AREA_POINTS[area] : 0), serves, area };
  });
  const served = suggestions.filter(({ serves }) => serves.length > 0);
  return (served.length > 0 ? served : suggestions.filter(({ area }) => area !== null)).sort(
    (a, b) => b.points - a.points || horizonOf(a) - horizonOf(b) || order(a.measure.id, b.measure.id),
  );
}

const HORIZONS = { short: 0, medium: 1, long: 2 };
const horizonOf = ({ measure }: Suggestion): number => HORIZONS[measure.horizon];
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
