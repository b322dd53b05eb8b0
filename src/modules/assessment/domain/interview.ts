export const INTERVIEW_STATUSES = ['planned', 'running', 'done'] as const;
export const ANSWER_STATES = ['level', 'unknown', 'not_applicable'] as const;
/** How somebody answers: noted by the team, in the room with a code, or single questions by a link. */
export const WAYS = ['team', 'room', 'link'] as const;
export type Way = (typeof WAYS)[number];

/** A question at a site, as it is stored: `itil:SD-1`, `itil:AM-2@<site>`. */
export const questionKey = (question: string, site: string | null): string =>
  site ? `${question}@${site}` : question;

export function parseQuestionKey(key: string): { question: string; site: string | null } {
  const [question = key, site] = key.split('@');
  return { question, site: site ?? null };
}

export interface OfficeLevel {
  office: string;
  level: number;
}

/** From three answers on a spread tells of nobody in particular. */
export const SPREAD_FROM = 3;
const APART = 2;

/** Questions on which offices are two levels or more apart, each office with the lower median of its people. */
export function contradictions(
  answers: readonly { question: string; office: string | null; level: number | null }[],
): { question: string; offices: OfficeLevel[] }[] {
  return [...Map.groupBy(answers, (answer) => answer.question)].flatMap(([question, own]) => {
    const offices = [...Map.groupBy(own, (answer) => answer.office)]
      .flatMap(([office, theirs]): OfficeLevel[] => {
        const levels = theirs.flatMap(({ level }) => (level === null ? [] : [level])).sort((a, b) => a - b);
        const level = levels[Math.floor((levels.length - 1) / 2)];
        return office === null || level === undefined ? [] : [{ office, level }];
      })
      .sort((a, b) => (a.office < b.office ? -1 : 1));
    const levels = offices.map(({ level }) => level);
    return offices.length > 1 && Math.max(...levels) - Math.min(...levels) >= APART
      ? [{ question, offices }]
      : [];
  });
}
