import type { RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { measuresContract } from '../../contract.ts';
import { closureOf, type LIMITS, type Limits, takenOf } from '../../domain/package/choice.ts';
import { readFrames } from '../package-ground.read.ts';
import { readChoice } from './package-store.ts';
import { choiceOf, type PackageVariant } from './town-choice.ts';

type Contract = (typeof measuresContract)['packages'];

/** Years of the frame that are looked at: this one and four more, as in the medium-term financial plan. */
const YEARS = 5;
/** Of what the result budget has for measures, this share once and the rest for what runs on. */
const ONCE = 0.4;
/** The two others beside the balanced one, and how many measures each may hold. */
const SCALES = { cheap: 0.6, balanced: 1, thorough: 1.5 } as const;
const MEASURES = { cheap: 12, balanced: 20, thorough: 30 } as const;
const ROUND = 100_000;

/** Limits to begin with: from the frames of the years where there are any, never below what is fixed anyway. */
export async function proposeLimits(tx: TownTx): Promise<RouteOutput<Contract['proposal']>> {
  const { choice } = await readChoice(tx);
  const from = tx.now.getUTCFullYear();
  const frames = (await readFrames(tx, from)).filter(({ year }) => year < from + YEARS);
  const result = frames.reduce((sum, one) => sum + one.resultCents, 0);
  const investment = frames.reduce((sum, one) => sum + one.investmentCents, 0);
  const plain: PackageVariant = { key: 'balanced', limits: NONE, goalFactor: 1, cautious: false };
  const problem = choiceOf(choice, plain);
  const fixed = closureOf(problem);
  const takes = (key: (typeof LIMITS)[number]) => takenOf(problem, fixed, key);
  const limit = (key: keyof Limits, most: number, scale: number): number | null =>
    frames.length === 0 ? null : Math.max(Math.round((most * scale) / ROUND) * ROUND, roundUp(takes(key)));
  return {
    own: choice.known.filter(({ shown }) => shown.own).length,
    library: choice.known.filter(({ shown }) => !shown.own).length,
    findings: choice.targets.filter(({ kind }) => kind === 'finding').length,
    goals: choice.targets.filter(({ kind }) => kind === 'goal').length,
    variants: (['cheap', 'balanced', 'thorough'] as const).map((key) => ({
      ...plain,
      key,
      limits: {
        onceResultCents: limit('onceResultCents', result * ONCE, SCALES[key]),
        onceInvestmentCents: limit('onceInvestmentCents', investment, SCALES[key]),
        yearlyCents: limit('yearlyCents', (result * (1 - ONCE)) / Math.max(1, frames.length), SCALES[key]),
        ownDays: null,
        measures: Math.max(MEASURES[key], takes('measures')),
      },
    })),
    fixed: {
      measures: takes('measures'),
      onceResultCents: takes('onceResultCents'),
      onceInvestmentCents: takes('onceInvestmentCents'),
      yearlyCents: takes('yearlyCents'),
      ownDays: takes('ownDays'),
    },
    years: frames.map(({ year }) => year),
  };
}

const NONE: Limits = {
  onceResultCents: null,
  onceInvestmentCents: null,
  yearlyCents: null,
  ownDays: null,
  measures: null,
};
const roundUp = (cents: number): number => Math.ceil(cents / ROUND) * ROUND;
