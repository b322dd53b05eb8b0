import { useEffect, useRef } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { Money } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import type { CostArea } from '../domain/spending.ts';
import { AREAS, CERTAINTY, CERTAINTY_TONE, spending } from './spending-words.ts';

type Part = Awaited<ReturnType<typeof spending.parts>>['parts'][number];

const KINDS: Record<Part['kind'], () => string> = {
  posting: m.budget_spending_part_posting,
  spending_entry: m.budget_spending_part_entry,
  contract: m.budget_contract,
};

/** What one sum is made of, each row leading to its record. */
export function SpendingParts({ year, area }: { year: number; area: CostArea }) {
  const town = useTown();
  const place = useRef<HTMLDivElement>(null);
  const { data } = useRecord(['spending', town, 'parts', year, area], () =>
    spending.parts({ town, year, area }),
  );
  const shown = data !== undefined;
  // The address names the place before its rows are there.
  useEffect(() => {
    if (shown) place.current?.focus();
  }, [shown]);
  const word = AREAS[area];
  if (!word) return null;
  return (
    <div ref={place} tabIndex={-1} id="teile">
      <Section
        title={m.budget_spending_parts_title({ area: word(), year })}
        actions={
          <ButtonLink small href={`${listPath(town, 'posting')}?f.year=${year}&f.area=${area}`}>
            {m.budget_spending_parts_all_postings()}
          </ButtonLink>
        }
      >
        {!data && <Skeleton lines={4} />}
        {data?.parts.length === 0 && <p className="k-muted">{m.budget_spending_parts_none()}</p>}
        {data && data.parts.length > 0 && (
          <PlainTable<Part>
            label={m.budget_spending_parts_title({ area: word(), year })}
            columns={[
              {
                title: m.budget_spending_parts_what(),
                cell: (part) => <a href={recordPath(town, part.kind, part.id)}>{part.label}</a>,
              },
              { title: m.budget_spending_parts_kind(), cell: (part) => KINDS[part.kind]() },
              { title: m.budget_spending_parts_note(), cell: (part) => part.note },
              {
                title: m.budget_spending_parts_certainty(),
                cell: (part) => (
                  <Badge tone={CERTAINTY_TONE[part.certainty]}>{CERTAINTY[part.certainty]()}</Badge>
                ),
              },
              {
                title: m.budget_spending_parts_amount(),
                align: 'end',
                cell: (part) => (part.cents === null ? '–' : <Money cents={part.cents} />),
              },
            ]}
            rows={data.parts}
          />
        )}
        {data && data.more > 0 && <p>{m.budget_spending_parts_more({ count: data.more })}</p>}
      </Section>
    </div>
  );
}
