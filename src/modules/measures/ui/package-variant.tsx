import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { number } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Tabs } from '#ui-kit/tabs';
import { toast } from '#ui-kit/toast';
import { CandidateLink } from './candidate-link.tsx';
import { packagesPath } from './package-paths.ts';
import {
  namesIn,
  type Package,
  type PackageResult,
  spanText,
  touchedByPackage,
  VARIANTS,
  type VariantResult,
  whySentence,
} from './package-words.ts';
import { measures } from './words.ts';

interface Props {
  data: Package;
  result: PackageResult;
  variant: VariantResult;
}

/** One variant measure by measure: what is in it and why, what is not and why not, and the way to take it over. */
export function PackageVariant({ data, result, variant }: Props) {
  const town = useTown();
  const title = m.measures_package_variant({ variant: VARIANTS[variant.key]() });
  const out = m.measures_package_out({ count: variant.out.length });
  return (
    <>
      <Section title={title} actions={<TakeButton data={data} result={result} variant={variant} />}>
        <Tabs
          label={m.measures_package_variants()}
          tabs={result.variants.map(({ key, chosen }) => ({
            href: `${packagesPath(town, data.id)}?variante=${key}`,
            label: VARIANTS[key](),
            current: key === variant.key,
            count: chosen.length,
          }))}
        />
        {variant.over.length > 0 && <p>{m.refusal_package_impossible()}</p>}
        {variant.chosen.length > 0 && (
          <Lines label={m.measures_package_chosen()} result={result} lines={variant.chosen} />
        )}
      </Section>
      {variant.over.length === 0 && variant.out.length > 0 && (
        <details className="k-details">
          <summary>
            <Icon name="right" />
            {out}
          </summary>
          <Lines label={out} result={result} lines={nearestFirst(variant.out)} />
        </details>
      )}
    </>
  );
}

/** What would cost the fewest points to have comes first; what would change nothing comes last. */
const nearestFirst = (lines: VariantResult['out']): VariantResult['out'] => {
  const far = ({ why }: VariantResult['out'][number]) =>
    why.kind === 'displaces' ? why.points : Number.POSITIVE_INFINITY;
  return [...lines].sort((a, b) => (far(a) === far(b) ? 0 : far(a) - far(b)));
};

interface LinesProps {
  label: string;
  result: PackageResult;
  lines: VariantResult['chosen'];
}

function Lines({ label, result, lines }: LinesProps) {
  const names = namesIn(result);
  const rows = lines.flatMap(({ id, why }) => {
    const candidate = names.candidate(id);
    return candidate ? [{ ...candidate, why }] : [];
  });
  return (
    <PlainTable
      label={label}
      rows={rows}
      columns={[
        {
          title: m.measures_measure(),
          cell: (row) => (
            <>
              <CandidateLink candidate={row} />{' '}
              {row.fixed && <Badge icon="lock">{m.measures_package_stands()}</Badge>}
            </>
          ),
        },
        { title: m.measures_package_why(), cell: (row) => whySentence(row.why, row, names) },
        { title: m.measures_once_cost(), align: 'end', cell: (row) => spanText(row.onceCents) },
        { title: m.measures_yearly_cost(), align: 'end', cell: (row) => spanText(row.yearlyCents) },
        {
          title: m.measures_limit_own_days(),
          align: 'end',
          cell: (row) => spanText(row.ownDays, (value) => number(value)),
        },
      ]}
    />
  );
}

const WHY_NOT: Record<string, () => string> = {
  package_not_done: m.refusal_package_not_done,
  package_taken: m.refusal_package_taken,
  package_outdated: m.refusal_package_outdated,
};

function TakeButton({ data, result, variant }: Props) {
  const town = useTown();
  const take = useSave(measures.packages.take, touchedByPackage(town, data.id));
  const own = new Set(result.candidates.filter((one) => one.own).map(({ id }) => id));
  const fresh = variant.chosen.filter(({ id }) => !own.has(id)).length;
  const reason = !data.may.edit
    ? m.measures_may_only_editors()
    : data.take !== true
      ? (WHY_NOT[data.take]?.() ?? '')
      : variant.over.length > 0
        ? m.refusal_package_impossible()
        : undefined;
  const sure = async () => {
    const yes = await confirm({
      title: m.measures_package_take_title({ variant: VARIANTS[variant.key]() }),
      text:
        fresh === 0 ? m.measures_package_take_text_none() : m.measures_package_take_text({ count: fresh }),
      action: m.measures_package_take(),
    });
    if (!yes) return;
    try {
      const { created } = await take.mutateAsync({ input: { town, id: data.id, variant: variant.key } });
      toast(created === 0 ? m.measures_package_took_none() : m.measures_package_took({ count: created }));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.measures_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Button kind="primary" icon="check" busy={take.isPending} reason={reason} onClick={() => void sure()}>
      {m.measures_package_take()}
    </Button>
  );
}
