import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { ChartFigure, problemOf, useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { type CostArea, SPAN } from '../domain/spending.ts';
import { SpendingParts } from './spending-parts.tsx';
import { SpendingTable } from './spending-table.tsx';
import { type Overview, spending } from './spending-words.ts';

/** `?bis=2025` the last of the three years, `?jahr=` and `?bereich=` the sum that is opened. */
export function SpendingPage() {
  const town = useTown();
  const { query } = useAddress();
  const asked = Number(query.bis) || undefined;
  const { data, error } = useRecord(['spending', town, asked ?? null], () =>
    spending.overview({ town, ...(asked ? { until: asked } : {}) }),
  );
  if (error)
    return (
      <Page title={m.budget_spending()}>
        <Notice tone="danger" title={problemOf(error)?.text ?? m.budget_unreachable()} />
      </Page>
    );
  if (!data) return <Skeleton lines={8} />;
  return <KnownSpending overview={data} />;
}

function KnownSpending({ overview }: { overview: Overview }) {
  const town = useTown();
  const { query } = useAddress();
  const { until } = overview;
  const open = query.jahr && query.bereich ? { year: Number(query.jahr), area: query.bereich } : null;
  return (
    <Page title={m.budget_spending()} lead={m.budget_spending_lead()} actions={<Actions />}>
      {overview.areas.length === 0 ? (
        <EmptyState icon="money" title={m.budget_spending_empty()} why={m.budget_spending_empty_why()}>
          <Actions />
        </EmptyState>
      ) : (
        <>
          <ChartFigure
            queryKey={['spending', town, until]}
            load={(width) => spending.chart({ town, until, width })}
          />
          <Years until={until} />
          <SpendingTable overview={overview} />
          {open && (
            <SpendingParts key={`${open.year}${open.area}`} year={open.year} area={open.area as CostArea} />
          )}
          <Doubles of={overview.doubles} />
        </>
      )}
      <Section title={m.budget_spending_rule_title()}>
        <Prose text={m.budget_spending_rule()} />
      </Section>
    </Page>
  );
}

/** The earlier and the later three years, as addresses. */
function Years({ until }: { until: number }) {
  const base = listPath(useTown(), 'spending');
  const span = (last: number) => `${last - SPAN + 1}–${last}`;
  return (
    <div className="k-actions">
      <ButtonLink small icon="left" href={`${base}?bis=${until - SPAN}`}>
        {span(until - SPAN)}
      </ButtonLink>
      <ButtonLink small icon="right" href={`${base}?bis=${until + 1}`}>
        {span(until + 1)}
      </ButtonLink>
    </div>
  );
}

function Actions() {
  const town = useTown();
  const treasurer = useHolds(TREASURERS);
  return (
    <>
      {treasurer && (
        <ButtonLink kind="primary" icon="edit" href={`${listPath(town, 'spending')}/erfassen`}>
          {m.budget_spending_guide()}
        </ButtonLink>
      )}
      <ButtonLink icon="money" href={listPath(town, 'posting')}>
        {m.budget_spending_to_postings()}
      </ButtonLink>
      <ButtonLink icon="note" href={listPath(town, 'spending_entry')}>
        {m.budget_spending_to_entries()}
      </ButtonLink>
      {treasurer && (
        <ButtonLink icon="upload" href={`${listPath(town, 'import')}?art=postings`}>
          {m.budget_spending_import()}
        </ButtonLink>
      )}
    </>
  );
}

function Doubles({ of }: { of: Overview['doubles'] }) {
  const town = useTown();
  if (of.length === 0) return null;
  return (
    <Notice tone="warning" title={m.budget_spending_doubles()}>
      <p>{m.budget_spending_doubles_text()}</p>
      <ul>
        {of.map(({ contractId, label, year }) => (
          <li key={`${contractId}${year}`}>
            <a href={recordPath(town, 'contract', contractId)}>
              {m.budget_spending_double({ year, contract: label })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
