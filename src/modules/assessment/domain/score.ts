/** Ends of both scales of the product. */
const LOWEST = 0;
const HIGHEST = 5;

/** What somebody said to one question. `unknown` is an answer: it widens a result and never lowers it. */
export interface Answer {
  question: string;
  /** Who answered, to tell several people apart; never shown. */
  respondent: string;
  state: 'level' | 'unknown' | 'not_applicable';
  /** 0 to 5 when the state is `level`, else null. */
  level: number | null;
}

/** Levels from the worst to the best case, while answers are missing or nobody knows. */
export interface Range {
  worst: number;
  best: number;
}

export interface QuestionScore extends Range {
  question: string;
  state: 'known' | 'unknown' | 'open' | 'not_applicable';
  /** Median of the levels, the lower one of two in the middle; null while nobody gave one. */
  value: number | null;
  answers: number;
  /** Lowest and highest level given. */
  spread: { lowest: number; highest: number } | null;
  /** Two levels or more between two people: worth a second talk. */
  divergent: boolean;
}

const DIVERGENT = 2;

/** What all answers to one question come to. */
export function scoreQuestion(question: string, answers: readonly Answer[]): QuestionScore {
  const own = answers.filter((answer) => answer.question === question);
  const levels = own.flatMap(({ level }) => (level === null ? [] : [level])).sort((a, b) => a - b);
  const base = { question, answers: own.length };
  const lowest = levels[0];
  const highest = levels.at(-1);
  if (lowest !== undefined && highest !== undefined) {
    const value = levels[Math.floor((levels.length - 1) / 2)] ?? lowest;
    const unsure = own.some(({ state }) => state === 'unknown');
    const range = unsure ? { worst: lowest, best: highest } : { worst: value, best: value };
    const divergent = highest - lowest >= DIVERGENT;
    return { ...base, state: 'known', value, ...range, spread: { lowest, highest }, divergent };
  }
  const silent = { value: null, worst: LOWEST, best: HIGHEST, spread: null, divergent: false };
  if (own.length > 0 && own.every(({ state }) => state === 'not_applicable'))
    return { ...base, ...silent, state: 'not_applicable' };
  return { ...base, ...silent, state: own.length > 0 ? 'unknown' : 'open' };
}

export interface RequirementScore extends Range {
  /** Whole level that the answers prove; null while none is known. */
  level: number | null;
  /** Mean of the known questions, to one decimal; null while none is known. */
  mean: number | null;
  known: number;
  /** Questions that count: all but those that do not apply here. */
  total: number;
  questions: QuestionScore[];
}

/** One weak question keeps a practice at most one level above it. */
const REACH = 1;

/**
 * Level of a practice or clause from its questions: the mean of the known ones rounded down, and at most one level above
 * the weakest. The range assumes 0 and 5 for everything that is open or unknown.
 */
export function scoreRequirement(questions: readonly string[], answers: readonly Answer[]): RequirementScore {
  const scores = questions.map((question) => scoreQuestion(question, answers));
  const counting = scores.filter(({ state }) => state !== 'not_applicable');
  const values = counting.flatMap(({ value }) => (value === null ? [] : [value]));
  return {
    level: values.length > 0 ? levelOf(values) : null,
    mean: values.length > 0 ? Math.round(meanOf(values) * 10) / 10 : null,
    worst: counting.length > 0 ? levelOf(counting.map(({ worst }) => worst)) : LOWEST,
    best: counting.length > 0 ? levelOf(counting.map(({ best }) => best)) : HIGHEST,
    known: values.length,
    total: counting.length,
    questions: scores,
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const levelOf = (values: readonly number[]): number =>
  Math.min(Math.floor(meanOf(values)), Math.min(...values) + REACH);
