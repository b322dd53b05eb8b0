import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import type { Status } from '#ui-kit/badge';
import { money, number } from '#ui-kit/format';
import type { measures } from './words.ts';

export type Coverage = Awaited<ReturnType<typeof measures.coverage>>;
export type Served = Coverage['findings'][number]['by'][number];

/** A finding or goal, as the page shows both. */
export interface CoverageRow {
  id: string;
  kind: 'finding' | 'goal';
  name: string;
  title: string;
  href: string;
  weighs: string;
  covered: number;
  by: Served[];
  suggestions: number;
}

const COVERED: readonly [Status['tone'], () => string][] = [
  ['danger', m.measures_covered_0],
  ['warning', m.measures_covered_1],
  ['info', m.measures_covered_2],
  ['success', m.measures_covered_3],
];
/** How far something is covered, 0 to 3, as word, icon and colour. */
export function statusOfCovered(covered: number): Status {
  const [tone, word] = COVERED[covered] ?? COVERED[0] ?? (['danger', m.measures_covered_0] as const);
  return { tone, word: word() };
}
const SEVERITIES = [
  m.measures_severity_1,
  m.measures_severity_2,
  m.measures_severity_3,
  m.measures_severity_4,
];
export const severityWord = (severity: number): string =>
  (SEVERITIES[severity - 1] ?? m.measures_severity_1)();

export const findingNumber = (number: number): string => `F-${String(number).padStart(2, '0')}`;
export const goalNumber = (number: number): string => `Z-${number}`;

export type Packages = Awaited<ReturnType<typeof measures.packages.all>>;
export type PackageRow = Packages['rows'][number];
export type Package = Awaited<ReturnType<typeof measures.packages.get>>;
export type PackageResult = NonNullable<Package['result']>;
export type Candidate = PackageResult['candidates'][number];
export type VariantResult = PackageResult['variants'][number];
export type Variant = PackageRow['what']['variants'][number];
export type VariantKey = Variant['key'];
export type Why = VariantResult['chosen'][number]['why'];
export type LimitKey = keyof Variant['limits'];

export const VARIANTS: Record<VariantKey, () => string> = {
  cheap: m.measures_variant_cheap,
  balanced: m.measures_variant_balanced,
  thorough: m.measures_variant_thorough,
};
const LIMIT_WORDS: Record<LimitKey, () => string> = {
  onceResultCents: m.measures_limit_once_result,
  onceInvestmentCents: m.measures_limit_once_investment,
  yearlyCents: m.measures_limit_yearly,
  ownDays: m.measures_limit_own_days,
  measures: m.measures_limit_measures,
};
export const limitWord = (limit: LimitKey): string => LIMIT_WORDS[limit]();

/** An amount of a limit with its unit. */
export function limitAmount(limit: LimitKey, value: number): string {
  if (limit === 'measures') return number(value);
  return limit === 'ownDays' ? `${number(value)} ${m.measures_days()}` : money(value);
}

/** "Bewiesen: kein Paket ist besser" or what a better one could gain at most. */
export function proofOf({ proven, gap }: { proven: boolean; gap: number | null }): string {
  if (proven) return m.measures_package_proven();
  return gap === null
    ? m.measures_package_unproven()
    : m.measures_package_gap({ percent: number(gap, gap < 1 ? 2 : 1) });
}

interface Span {
  least: number;
  planned: number;
  most: number;
}
/** "12.000 € (9.000 € bis 15.000 €)", and bare where there is no range. */
export function spanText({ least, planned, most }: Span, show: (value: number) => string = money): string {
  return least === most
    ? show(planned)
    : m.measures_span({ planned: show(planned), least: show(least), most: show(most) });
}

export const candidateName = ({ number: given, title }: Candidate): string => {
  const said = title[getLocale()];
  return given === null ? said : `M-${String(given).padStart(2, '0')} ${said}`;
};

/** Numbers are not torn apart at the end of a line. */
const kept = (given: string): string => given.replace('-', '\u2011');

/** The parts of a result by their ids, for sentences. */
export function namesIn(result: PackageResult) {
  const candidates = new Map(result.candidates.map((one) => [one.id, one]));
  const targets = new Map(result.targets.map((one) => [one.id, one]));
  return {
    candidate: (id: string): Candidate | undefined => candidates.get(id),
    /** Measures of the town by their numbers, of the library by their titles. */
    names: (ids: readonly string[]): string =>
      ids
        .flatMap((id) => candidates.get(id) ?? [])
        .map((one) =>
          one.number === null
            ? `„${one.title[getLocale()]}“`
            : kept(`M-${String(one.number).padStart(2, '0')}`),
        )
        .join(', '),
    targets: (ids: readonly string[]): string =>
      ids
        .flatMap((id) => targets.get(id) ?? [])
        .map((one) => kept(one.kind === 'finding' ? findingNumber(one.number) : goalNumber(one.number)))
        .join(', '),
  };
}
export type ResultNames = ReturnType<typeof namesIn>;

const FIXED: Record<NonNullable<Candidate['fixed']>, () => string> = {
  mandatory: m.measures_why_mandatory,
  decided: m.measures_why_decided,
  done: m.measures_why_done,
};

/** Why a measure is in a package or not, in one or two sentences. */
export function whySentence(why: Why, of: Candidate | undefined, names: ResultNames): string {
  switch (why.kind) {
    case 'fixed':
      return FIXED[of?.fixed ?? 'decided']();
    case 'needed':
      return m.measures_why_needed({ names: names.names(why.by) });
    case 'worth':
      return why.points === 0
        ? m.measures_why_saves()
        : why.by.length === 0
          ? m.measures_why_worth({ points: why.points, targets: names.targets(why.targets) })
          : m.measures_why_worth_with({
              points: why.points,
              targets: names.targets(why.targets),
              names: names.names(why.by),
            });
    case 'serves_nothing':
      return m.measures_why_serves_nothing();
    case 'covered':
      return m.measures_why_covered();
    case 'barred':
      return m.measures_why_barred({ names: why.needs.join('; ') });
    case 'beyond':
      return m.measures_why_beyond({ limit: limitWord(why.limit), by: limitAmount(why.limit, why.by) });
    case 'displaces':
      return displaced(why, names);
    case 'open':
      return m.measures_why_open();
  }
}

function displaced(why: Extract<Why, { kind: 'displaces' }>, names: ResultNames): string {
  const cost =
    why.points > 0
      ? m.measures_why_points({ points: why.points })
      : why.moreCents > 0
        ? m.measures_why_dearer({ amount: money(why.moreCents) })
        : m.measures_why_equal();
  const parts = [
    why.out.length > 0
      ? m.measures_why_out({ count: why.out.length, names: names.names(why.out) })
      : m.measures_why_fits(),
    why.also.length > 0 ? m.measures_why_also({ count: why.also.length, names: names.names(why.also) }) : '',
    cost,
    why.proven ? '' : m.measures_why_unproven(),
  ];
  return parts.filter(Boolean).join(' ');
}

/** What is read again after a variant was taken over or back. */
export const touchedByPackage = (town: string, id: string) => [
  ['packages', town],
  ['package', town, id],
  ['measures', town],
  ['measure', town],
  ['coverage', town],
  ['economies', town],
  ['threads', town],
  ['roadmap', town],
  ['overview', town],
];
