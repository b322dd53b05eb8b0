import type { PackageResult } from './package-store.ts';

const UNSEEN = { de: 'Maßnahme eines anderen Amts', en: 'Measure of another office' };
const UNSEEN_TARGET = { de: 'Aus einem anderen Amt', en: 'Of another office' };

/**
 * A result was reckoned over the whole town; who sees only some offices gets it without the names of what else is in it.
 * `seen` are the ids of measures, findings and goals that row security shows them.
 */
export function hideUnseen(
  result: PackageResult,
  seen: ReadonlySet<string>,
  locale: 'de' | 'en',
): PackageResult {
  type Line = PackageResult['variants'][number]['chosen'][number];
  const bare = ({ id, why }: Line): Line =>
    why.kind === 'barred' ? { id, why: { kind: 'barred', needs: [] } } : { id, why };
  return {
    candidates: result.candidates.map((one) =>
      one.own && !seen.has(one.id) ? { ...one, title: UNSEEN } : one,
    ),
    targets: result.targets.map((one) => (seen.has(one.id) ? one : { ...one, title: UNSEEN_TARGET[locale] })),
    variants: result.variants.map((one) => ({
      ...one,
      chosen: one.chosen.map(bare),
      out: one.out.map(bare),
    })),
  };
}
