import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Notice } from '#ui-kit/notice';
import { Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { type EconomyResult, PARTS, statusOfCertainty } from './economy-words.ts';
import { spanText } from './package-words.ts';

/** Five years part by part, the sum last; what is unknown is said and not counted. */
export function EconomyTable({ result, label }: { result: EconomyResult; label: string }) {
  const rows = [
    ...result.parts.map((one) => ({
      ...one,
      id: `${one.part} ${one.unknown}`,
      name: PARTS[one.part](),
    })),
    {
      id: 'total',
      name: result.missing > 0 ? m.measures_part_total_known() : m.measures_part_total(),
      cents: result.total,
      certainty: result.certainty,
      unknown: null,
    },
  ];
  return (
    <Stack>
      <PlainTable
        label={label}
        rows={rows}
        columns={[
          {
            title: m.measures_part(),
            cell: ({ id, name }) => (id === 'total' ? <strong>{name}</strong> : name),
          },
          {
            title: m.measures_five_years_all(),
            align: 'end',
            cell: ({ cents, unknown }) =>
              unknown === 'rate'
                ? m.measures_unknown_rate()
                : unknown === 'amount'
                  ? m.measures_unknown_amount()
                  : spanText(cents),
          },
          {
            title: m.measures_certainty(),
            cell: ({ certainty }) => <StatusBadge status={statusOfCertainty(certainty)} />,
          },
        ]}
      />
      {result.missing > 0 && (
        <Notice tone="warning" title={m.measures_economy_missing({ count: result.missing })} />
      )}
    </Stack>
  );
}
