import type { LocalText } from './catalogue-reader.ts';
import type { Effort, LibraryMeasure, Range, Served } from './measure-library.ts';

/** A measure as somebody writes it down: one language, nothing that other files of the library are needed for. */
export interface OwnMeasure {
  title: string;
  what: string;
  why: string;
  steps: string[];
  proof: string;
  area: LibraryMeasure['area'];
  horizon: LibraryMeasure['horizon'];
  role: string;
  effort: Effort[];
  /** Whole euros. */
  once: Range;
  yearly: Range;
  budgetKind: LibraryMeasure['budgetKind'];
  serves: Served[];
  risks: string[];
  indicator: Omit<LibraryMeasure['indicator'], 'name'> & { name: string };
  firstReviewMonths: number;
}

const both = (text: string): LocalText => ({ de: text, en: text });

/** The measure as the library has it, under its key; what is written in one language stands for both. */
export function libraryMeasureOf(id: string, own: OwnMeasure): LibraryMeasure {
  const { title, what, why, steps, proof, risks, indicator, ...same } = own;
  return {
    ...same,
    id,
    also: [],
    title: both(title),
    what: both(what),
    why: both(why),
    steps: steps.map(both),
    proof: both(proof),
    needs: [],
    risks: risks.map(both),
    grants: [],
    service: null,
    indicator: { ...indicator, name: both(indicator.name) },
  };
}

/** Parts of a measure in the order of its page. */
export const PARTS = [
  'title',
  'what',
  'why',
  'steps',
  'proof',
  'area',
  'horizon',
  'role',
  'effort',
  'once',
  'yearly',
  'budgetKind',
  'serves',
  'risks',
  'indicator',
  'firstReviewMonths',
] as const satisfies readonly (keyof OwnMeasure)[];
export type Part = (typeof PARTS)[number];

/** Which parts differ between two states of one measure. */
export const changedParts = (before: OwnMeasure, after: OwnMeasure): Part[] =>
  PARTS.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
