import type { Range } from './score.ts';

/** A requirement as far as the fulfilment of its chapter needs it. */
export interface ModalScore extends Range {
  code: string;
  modal: 'MUST' | 'SHOULD' | 'MAY';
  level: number | null;
  target: number;
  /** Another standard covers the chapter, or nothing of it exists here: it does not count. */
  exempt: boolean;
  /** A risk analysis stands in for what is not implemented (comply or explain, VdS 10000). */
  riskAccepted: boolean;
}

/** Share of the targets reached, whole percent rounded down. */
export interface Degree extends Range {
  degree: number | null;
  known: number;
  total: number;
}

export interface ChapterFulfilment {
  must: Degree;
  should: Degree;
  /** MUST twice, SHOULD once; MAY counts for nothing. */
  all: Degree;
  gate: Gate;
}

/** Passed when every MUST reaches "largely met" or is explained; `open` while one is not known. */
export interface Gate {
  state: 'passed' | 'failed' | 'open';
  failing: string[];
  unknown: string[];
}

const LARGELY = 3;
const WEIGHT = { MUST: 2, SHOULD: 1, MAY: 0 } as const;

/** Fulfilment of a chapter by MUST and SHOULD. A surplus above a target never makes up for a gap elsewhere. */
export function chapterFulfilment(scores: readonly ModalScore[]): ChapterFulfilment {
  const counting = scores.filter(({ exempt }) => !exempt);
  const of = (modal: ModalScore['modal']) => counting.filter((score) => score.modal === modal);
  const musts = of('MUST').filter(({ riskAccepted }) => !riskAccepted);
  const failing = musts.filter(({ level }) => level !== null && level < LARGELY).map(({ code }) => code);
  const unknown = musts.filter(({ level }) => level === null).map(({ code }) => code);
  return {
    must: degreeOf(of('MUST')),
    should: degreeOf(of('SHOULD')),
    all: degreeOf(counting),
    gate: {
      state: failing.length > 0 ? 'failed' : unknown.length > 0 ? 'open' : 'passed',
      failing,
      unknown,
    },
  };
}

/** Weights matter only where modals are mixed. */
function degreeOf(scores: readonly ModalScore[]): Degree {
  const counting = scores.filter(({ modal, target }) => WEIGHT[modal] > 0 && target > 0);
  const known = counting.filter(({ level }) => level !== null);
  const share = (of: readonly ModalScore[], value: (score: ModalScore) => number): number | null => {
    const wanted = of.reduce((n, score) => n + WEIGHT[score.modal] * score.target, 0);
    const reached = of.reduce((n, s) => n + WEIGHT[s.modal] * Math.min(value(s), s.target), 0);
    return wanted > 0 ? Math.floor((reached * 100) / wanted) : null;
  };
  return {
    degree: share(known, ({ level }) => level ?? 0),
    worst: share(counting, ({ worst }) => worst) ?? 0,
    best: share(counting, ({ best }) => best) ?? 0,
    known: known.length,
    total: counting.length,
  };
}
