import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { number, percent } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section, Stack } from '#ui-kit/page';
import { type PlainColumn, PlainTable } from '#ui-kit/plain-table';
import { CandidateLink } from './candidate-link.tsx';
import {
  limitAmount,
  limitWord,
  type Package,
  type PackageResult,
  proofOf,
  spanText,
  VARIANTS,
  type VariantResult,
} from './package-words.ts';
import './package-comparison.css';

interface Props {
  data: Package;
  result: PackageResult;
}
interface Line {
  id: string;
  title: string;
  text: (variant: VariantResult) => string;
  /** What it is limited to. */
  limit?: (variant: VariantResult) => string;
}

/** The variants side by side: what each reaches, takes and costs, and by which measures they differ. */
export function PackageComparison({ data, result }: Props) {
  const lines = linesOf(data, result);
  const possible = result.variants.filter(({ over }) => over.length === 0);
  return (
    <>
      <Section title={m.measures_package_compared()}>
        <Stack>
          {result.variants
            .filter(({ over }) => over.length > 0)
            .map(({ key, over }) => (
              <Notice key={key} tone="warning" title={m.measures_package_over({ variant: VARIANTS[key]() })}>
                <ul>
                  {over.map(({ limit, by }) => (
                    <li key={limit}>
                      {m.measures_package_over_by({ limit: limitWord(limit), by: limitAmount(limit, by) })}
                    </li>
                  ))}
                </ul>
              </Notice>
            ))}
          <PlainTable
            label={m.measures_package_compared()}
            rows={lines}
            columns={[
              { title: m.measures_package_figure(), cell: ({ title }) => title },
              ...result.variants.map(
                (variant): PlainColumn<Line> => ({
                  title: VARIANTS[variant.key](),
                  align: 'end',
                  cell: ({ text, limit }) =>
                    variant.over.length > 0 ? (
                      '–'
                    ) : (
                      <>
                        {text(variant)}
                        {limit && <small className="m-limit">{limit(variant)}</small>}
                      </>
                    ),
                }),
              ),
            ]}
          />
          <p className="k-help">{m.measures_package_compared_help()}</p>
        </Stack>
      </Section>
      {possible.length > 1 && <Differences result={result} variants={possible} />}
    </>
  );
}

function linesOf(data: Package, result: PackageResult): Line[] {
  const own = new Set(result.candidates.filter((one) => one.own).map(({ id }) => id));
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  const limited = (key: Parameters<typeof limitAmount>[0]) => (variant: VariantResult) => {
    const most = data.what.variants.find((one) => one.key === variant.key)?.limits[key];
    return most === null || most === undefined
      ? m.measures_no_limit()
      : m.measures_limit_of({ most: limitAmount(key, most) });
  };
  const days = (value: number) => `${number(value)} ${m.measures_days()}`;
  return [
    {
      id: 'findings',
      title: m.measures_coverage_finding_share(),
      text: ({ findingShare }) => share(findingShare),
    },
    { id: 'goals', title: m.measures_coverage_goal_share(), text: ({ goalShare }) => share(goalShare) },
    {
      id: 'measures',
      title: m.measures_package_measures(),
      text: ({ chosen }) =>
        m.measures_package_measures_new({
          all: chosen.length,
          fresh: chosen.filter(({ id }) => !own.has(id)).length,
        }),
      limit: limited('measures'),
    },
    {
      id: 'result',
      title: m.measures_limit_once_result(),
      text: ({ onceResultCents }) => spanText(onceResultCents),
      limit: limited('onceResultCents'),
    },
    {
      id: 'investment',
      title: m.measures_limit_once_investment(),
      text: ({ onceInvestmentCents }) => spanText(onceInvestmentCents),
      limit: limited('onceInvestmentCents'),
    },
    {
      id: 'yearly',
      title: m.measures_limit_yearly(),
      text: ({ yearlyCents }) => spanText(yearlyCents),
      limit: limited('yearlyCents'),
    },
    {
      id: 'days',
      title: m.measures_limit_own_days(),
      text: ({ ownDays }) => spanText(ownDays, days),
      limit: limited('ownDays'),
    },
    {
      id: 'five',
      title: m.measures_five_years_all(),
      text: ({ fiveYearCents }) => spanText(fiveYearCents),
    },
    {
      id: 'points',
      title: m.measures_package_points(),
      text: ({ points, mostPoints }) => m.measures_package_points_of({ points, most: mostPoints }),
    },
    { id: 'proof', title: m.measures_package_proof(), text: proofOf },
  ];
}

/** Measures that are in one variant and not in another. */
function Differences({ result, variants }: { result: PackageResult; variants: VariantResult[] }) {
  const inside = variants.map(({ chosen }) => new Set(chosen.map(({ id }) => id)));
  const rows = result.candidates.filter(({ id }) => {
    const count = inside.filter((one) => one.has(id)).length;
    return count > 0 && count < inside.length;
  });
  return (
    <Section title={m.measures_package_differ()}>
      {rows.length === 0 ? (
        <p>{m.measures_package_same()}</p>
      ) : (
        <PlainTable
          label={m.measures_package_differ()}
          rows={rows}
          columns={[
            { title: m.measures_measure(), cell: (row) => <CandidateLink candidate={row} /> },
            ...variants.map(
              ({ key }, at): PlainColumn<(typeof rows)[number]> => ({
                title: VARIANTS[key](),
                cell: ({ id }) =>
                  inside[at]?.has(id) ? (
                    <Badge tone="success" icon="check">
                      {m.measures_package_in()}
                    </Badge>
                  ) : (
                    <span className="k-muted">{m.measures_package_not_in()}</span>
                  ),
              }),
            ),
          ]}
        />
      )}
    </Section>
  );
}
