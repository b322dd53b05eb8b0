import type { LocalText } from './catalogue-reader.ts';
import type { Framework, Requirement } from './framework.ts';

/** `level` and `target` on the scale 0 to 5; level null = not rated yet, target null = the typical target. */
export type RatingLevel = { code: string; level: number | null; target: number | null };

export type Fulfilment = {
  /** Mean level of the rated requirements, unrounded, 0 to 5; null when none is rated. */
  averageLevel: number | null;
  /** Mean target of the same requirements, so that the difference is the gap; null when none is rated. */
  averageTarget: number | null;
  rated: number;
  total: number;
  /**
   * Whole percent, 0 to 100: reached levels out of targeted levels. A level above its target counts as the
   * target, so strength in one place never hides a gap in another; rounded down, so 100 means every target is
   * reached. Requirements not rated or with target 0 are left out; null when none remains. Own definition of
   * the product: neither ITIL nor VdS 10000 prescribes a degree.
   */
  degree: number | null;
};

export type GroupFulfilment = Fulfilment & { code: string; title: LocalText };

/**
 * Fulfilment per topmost heading, in the order of the framework. Where a code is rated twice the later rating
 * counts; ratings for codes the framework does not have (an older version of the catalogue) are left out.
 */
export function fulfilment(ratings: readonly RatingLevel[], framework: Framework): GroupFulfilment[] {
  return framework.groups
    .filter(({ parent }) => parent === null)
    .map(({ code, title }) => ({
      code,
      title,
      ...measure(
        ratings,
        framework.requirements.filter((requirement) => requirement.group === code),
      ),
    }));
}

/** The same figures over all requirements of the framework, each requirement weighing the same. */
export function overallFulfilment(ratings: readonly RatingLevel[], framework: Framework): Fulfilment {
  return measure(ratings, framework.requirements);
}

function measure(ratings: readonly RatingLevel[], requirements: readonly Requirement[]): Fulfilment {
  const byCode = new Map(ratings.map((rating) => [rating.code, rating]));
  let [rated, levels, targets, reached] = [0, 0, 0, 0];
  for (const { code, typicalTarget } of requirements) {
    const rating = byCode.get(code);
    if (rating === undefined || rating.level === null) continue;
    const target = rating.target ?? typicalTarget;
    rated += 1;
    levels += rating.level;
    targets += target;
    reached += Math.min(rating.level, target);
  }
  return {
    averageLevel: rated === 0 ? null : levels / rated,
    averageTarget: rated === 0 ? null : targets / rated,
    rated,
    total: requirements.length,
    degree: targets === 0 ? null : Math.floor((100 * reached) / targets),
  };
}
