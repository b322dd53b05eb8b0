import type { OwnMeasure } from './own-library-words.ts';

type Range = { least: number | null; most: number | null };
/** As the form holds it: lists of sentences are lines, a number may not be typed yet. */
export interface OwnValue
  extends Omit<
    OwnMeasure,
    | 'id'
    | 'version'
    | 'createdAt'
    | 'updatedAt'
    | 'officeId'
    | 'key'
    | 'origin'
    | 'may'
    | 'steps'
    | 'risks'
    | 'effort'
    | 'once'
    | 'yearly'
    | 'firstReviewMonths'
  > {
  steps: string;
  risks: string;
  effort: { role: string; days: Range }[];
  once: Range;
  yearly: Range;
  firstReviewMonths: number | null;
}

export const blankOwn: OwnValue = {
  title: '',
  what: '',
  why: '',
  steps: '',
  proof: '',
  area: 'organisation',
  horizon: 'short',
  role: '',
  effort: [{ role: '', days: { least: 0, most: 0 } }],
  once: { least: 0, most: 0 },
  yearly: { least: 0, most: 0 },
  budgetKind: 'result',
  serves: [],
  risks: '',
  indicator: { name: '', unit: 'percent', better: 'higher', readFrom: 'entered' },
  firstReviewMonths: 6,
  released: false,
};

export function ownValue(row: OwnMeasure): OwnValue {
  const { id: _i, version: _v, createdAt: _c, updatedAt: _u, officeId: _o, ...rest } = row;
  const { key: _k, origin: _f, may: _m, ...written } = rest;
  return { ...written, steps: row.steps.join('\n'), risks: row.risks.join('\n') };
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const whole = ({ least, most }: Range) => ({ least: least ?? 0, most: most ?? 0 });

export const ownFields = (value: OwnValue) => ({
  ...value,
  steps: lines(value.steps),
  risks: lines(value.risks),
  effort: value.effort.map(({ role, days }) => ({ role, days: whole(days) })),
  once: whole(value.once),
  yearly: whole(value.yearly),
  firstReviewMonths: value.firstReviewMonths ?? 0,
});
