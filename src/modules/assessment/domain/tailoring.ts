/** A question of a catalogue as far as choosing it needs it. */
export interface AskableQuestion {
  /** Unique over all frameworks, e.g. `itil:SD-1`. */
  id: string;
  requirement: string;
  /** Roles that can answer it; empty where anybody can. */
  ask: readonly string[];
  /** 1 short, 2 usual, 3 in full. */
  depth: 1 | 2 | 3;
  minutes: number;
  perSite: boolean;
  /** Belongs to something preset as not needed at this size: judged by hand where a town takes it up, not asked. */
  preset: boolean;
}

export interface Tailoring {
  /** Roles of whoever is interviewed. */
  roles: readonly string[];
  depth: 1 | 2 | 3;
  /** Sites to ask about; questions per site are asked once for each. */
  sites: readonly string[];
  /** Frameworks or practices left out by hand. */
  without: readonly string[];
}

export interface ChosenQuestion {
  question: string;
  site: string | null;
}

/** Questions for one interview, in the order of the catalogue, with the minutes they are expected to take. */
export function tailor(
  catalogue: readonly AskableQuestion[],
  { roles, depth, sites, without }: Tailoring,
): { chosen: ChosenQuestion[]; minutes: number } {
  const fitting = catalogue.filter(
    (question) =>
      !question.preset &&
      question.depth <= depth &&
      !without.includes(question.requirement) &&
      (question.ask.length === 0 || question.ask.some((role) => roles.includes(role))),
  );
  const chosen = fitting.flatMap(({ id, perSite }): ChosenQuestion[] =>
    perSite && sites.length > 0
      ? sites.map((site) => ({ question: id, site }))
      : [{ question: id, site: null }],
  );
  const minutesOf = new Map(fitting.map(({ id, minutes }) => [id, minutes]));
  return { chosen, minutes: chosen.reduce((n, { question }) => n + (minutesOf.get(question) ?? 0), 0) };
}

/** What no interview asks at a depth: it stays visibly open. */
export function notAsked(
  catalogue: readonly AskableQuestion[],
  asked: ReadonlySet<string>,
  depth: 1 | 2 | 3,
): AskableQuestion[] {
  return catalogue.filter(
    (question) => !question.preset && question.depth <= depth && !asked.has(question.id),
  );
}

/** Booked against needed minutes of the interviews of a week; `over` is what does not fit. */
export function fits(interviews: readonly { booked: number; needed: number }[]): {
  booked: number;
  needed: number;
  over: number;
} {
  const sum = (key: 'booked' | 'needed') => interviews.reduce((n, interview) => n + interview[key], 0);
  const over = interviews.reduce((n, { booked, needed }) => n + Math.max(0, needed - booked), 0);
  return { booked: sum('booked'), needed: sum('needed'), over };
}
