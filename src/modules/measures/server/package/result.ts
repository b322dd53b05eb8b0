import { coveredShare } from '../../domain/coverage.ts';
import { coverageOf, mostPoints } from '../../domain/package/choice.ts';
import type { ChosenPackage, Why } from './choose.ts';
import type { PackageResult, PackageWhat } from './package-store.ts';
import { choiceOf, type PackageVariant, sumOf, type TownChoice } from './town-choice.ts';

type Variant = PackageResult['variants'][number];
type ToldWhy = Variant['chosen'][number]['why'];

/** What came out, by ids instead of positions, with the sums of each variant. */
export function packageResultOf(
  town: TownChoice,
  { variants }: PackageWhat,
  packages: readonly ChosenPackage[],
): PackageResult {
  return {
    candidates: town.known.map(({ shown }) => shown),
    targets: town.targets,
    variants: variants.flatMap((variant, at) => {
      const found = packages[at];
      return found ? [variantOf(town, variant, found)] : [];
    }),
  };
}

function variantOf(town: TownChoice, variant: PackageVariant, found: ChosenPackage): Variant {
  const choice = choiceOf(town, variant);
  const covered = coverageOf(choice, found.chosen);
  const inside = town.known.filter((_, at) => found.chosen[at]);
  const share = (kind: 'finding' | 'goal') =>
    coveredShare(
      town.targets.flatMap((target, at) =>
        target.kind === kind ? [{ weight: target.weight, covered: covered[at] ?? 0 }] : [],
      ),
    );
  const ofKind = (kind: 'result' | 'investment') =>
    sumOf(
      inside.filter(({ shown }) => shown.budgetKind === kind),
      ({ onceCents }) => onceCents,
    );
  const lines = town.known.map(({ shown }, at) => ({
    id: shown.id,
    why: toldWhy(town, found.why[at] ?? { kind: 'open' }, at),
  }));
  return {
    key: variant.key,
    over: found.over,
    proven: found.proven,
    gap: found.gap,
    points: found.points,
    mostPoints: mostPoints(choice),
    findingShare: share('finding'),
    goalShare: share('goal'),
    onceResultCents: ofKind('result'),
    onceInvestmentCents: ofKind('investment'),
    yearlyCents: sumOf(inside, ({ yearlyCents }) => yearlyCents),
    fiveYearCents: sumOf(inside, ({ fiveYearCents }) => fiveYearCents),
    ownDays: sumOf(inside, ({ ownDays }) => ownDays),
    chosen: lines.filter((_, at) => found.chosen[at]),
    out: lines.filter((_, at) => !found.chosen[at]),
    covered,
  };
}

function toldWhy({ known, targets }: TownChoice, why: Why, at: number): ToldWhy {
  const ids = (places: readonly number[]) => places.flatMap((one) => known[one]?.shown.id ?? []);
  switch (why.kind) {
    case 'needed':
      return { ...why, by: ids(why.by) };
    case 'worth':
      return { ...why, by: ids(why.by), targets: why.targets.flatMap((one) => targets[one]?.id ?? []) };
    case 'displaces':
      return { ...why, out: ids(why.out), also: ids(why.also) };
    case 'barred':
      return { kind: 'barred', needs: missingOf(known, at) };
    default:
      return why;
  }
}

/** Names of what cannot be had, of the candidate itself or of what it needs. */
function missingOf(known: TownChoice['known'], at: number): string[] {
  const byId = new Map(known.map((one) => [one.shown.id, one]));
  const names = new Set<string>();
  const seen = new Set<string>();
  const open = [known[at]?.shown.id ?? ''];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const one = byId.get(id);
    if (!one || seen.has(id)) continue;
    seen.add(id);
    for (const name of one.missing) names.add(name);
    open.push(...one.needs);
  }
  return [...names];
}
