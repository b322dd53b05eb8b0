import type { ReactNode } from 'react';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Notice } from '#ui-kit/notice';
import { Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { type EconomyResult, PARTS, statusOfCertainty } from './economy-words.ts';
import { spanText } from './package-words.ts';

type Part = EconomyResult['parts'][number];

/** The part, and of what is not known why: known and unknown amounts of one part are two rows. */
const nameOf = ({ part, unknown }: Part): string => {
  if (unknown === 'rate') return m.measures_part_without_rate({ part: PARTS[part]() });
  return unknown === 'amount' ? m.measures_part_without_amount({ part: PARTS[part]() }) : PARTS[part]();
};

interface EconomyTableProps {
  result: EconomyResult;
  label: string;
  /** Of several measures: those a part is not known of. */
  whose?: (part: Part) => ReactNode;
}

/** Five years part by part, the sum last; what is unknown is said and not counted. */
export function EconomyTable({ result, label, whose }: EconomyTableProps) {
  const rows = [
    ...result.parts.map((one) => ({
      ...one,
      id: `${one.part} ${one.unknown}`,
      name: nameOf(one),
      of: one.unknown === null ? null : whose?.(one),
    })),
    {
      id: 'total',
      name: result.missing > 0 ? m.measures_part_total_known() : m.measures_part_total(),
      cents: result.total,
      certainty: result.certainty,
      unknown: null,
      of: null,
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
            cell: ({ id, name, of }) =>
              id === 'total' ? (
                <strong>{name}</strong>
              ) : (
                <>
                  {name}
                  {of && <small className="k-line">{of}</small>}
                </>
              ),
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
