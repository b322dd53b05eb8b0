import { useState } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { problemOf, useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { number, percent } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { Meter, Meters } from '#ui-kit/meter';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { Tabs } from '#ui-kit/tabs';
import { CoverageMatrix } from './coverage-matrix.tsx';
import { suggestionsPath } from './library-words.ts';
import { measureNumber } from './measure-number.ts';
import { MeasuresTabs } from './measures-tabs.tsx';
import { coveragePath } from './package-paths.ts';
import {
  type Coverage,
  type CoverageRow,
  findingNumber,
  goalNumber,
  severityWord,
  statusOfCovered,
} from './package-words.ts';
import { StrengthDialog } from './strength-dialog.tsx';
import { measures } from './words.ts';

/** Findings and goals against measures: where nobody does anything, what is served how far, and the whole as a picture. */
export function CoveragePage() {
  const town = useTown();
  const goals = useAddress().query.art === 'ziele';
  const { data, error } = useRecord(['coverage', town], () => measures.coverage({ town }));
  return (
    <Page title={m.measures_coverage()} lead={m.measures_coverage_lead()}>
      <MeasuresTabs current="coverage" />
      <Tabs
        label={m.measures_coverage_of()}
        tabs={[
          { href: coveragePath(town), label: m.measures_coverage_findings(), current: !goals },
          { href: coveragePath(town, 'goals'), label: m.measures_coverage_goals(), current: goals },
        ]}
      />
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <Known data={data} rows={goals ? goalRows(data, town) : findingRows(data, town)} goals={goals} />
      )}
    </Page>
  );
}

const findingRows = (data: Coverage, town: string): CoverageRow[] =>
  data.findings.map((one) => ({
    ...one,
    kind: 'finding',
    name: findingNumber(one.number),
    href: recordPath(town, 'finding', one.id),
    weighs: severityWord(one.severity),
  }));
const goalRows = (data: Coverage, town: string): CoverageRow[] =>
  data.goals.map((one) => ({
    ...one,
    kind: 'goal',
    name: goalNumber(one.number),
    href: recordPath(town, 'goal', one.id),
    weighs: m.measures_weight_of({ weight: one.weight }),
    suggestions: 0,
  }));

function Known({ data, rows, goals }: { data: Coverage; rows: CoverageRow[]; goals: boolean }) {
  const [editing, setEditing] = useState<CoverageRow | null>(null);
  if (rows.length === 0)
    return (
      <Notice title={goals ? m.measures_coverage_no_goals() : m.measures_coverage_no_findings()}>
        {!goals && data.drafts > 0 && <p>{m.measures_coverage_drafts({ count: data.drafts })}</p>}
      </Notice>
    );
  const part = rows.filter(({ covered }) => covered < 3);
  const full = rows.filter(({ covered }) => covered === 3);
  return (
    <>
      <Stack>
        <Summary data={data} rows={rows} goals={goals} />
      </Stack>
      <Gaps rows={rows.filter(({ covered }) => covered === 0)} goals={goals} />
      <Idle data={data} goals={goals} />
      <Section title={goals ? m.measures_coverage_all_goals() : m.measures_coverage_all_findings()}>
        <p className="k-help">{m.measures_coverage_help()}</p>
        {part.length > 0 && <All data={data} rows={part} goals={goals} onEdit={setEditing} />}
        {full.length > 0 && (
          <details className="k-details">
            <summary>
              <Icon name="right" />
              {m.measures_coverage_full({ count: full.length })}
            </summary>
            <All data={data} rows={full} goals={goals} onEdit={setEditing} />
          </details>
        )}
      </Section>
      <Section title={m.measures_matrix()}>
        <p className="k-help">{m.measures_matrix_help()}</p>
        <CoverageMatrix data={data} rows={rows} label={m.measures_matrix()} />
      </Section>
      {editing && <StrengthDialog row={editing} data={data} onClose={() => setEditing(null)} />}
    </>
  );
}

function Summary({ data, rows, goals }: { data: Coverage; rows: CoverageRow[]; goals: boolean }) {
  const count = (is: (covered: number) => boolean) => rows.filter(({ covered }) => is(covered)).length;
  const share = goals ? data.goalShare : data.findingShare;
  return (
    <>
      <p>
        {m.measures_coverage_counts({
          full: count((covered) => covered === 3),
          part: count((covered) => covered === 1 || covered === 2),
          none: count((covered) => covered === 0),
          all: rows.length,
        })}{' '}
        {!goals && data.drafts > 0 && m.measures_coverage_drafts({ count: data.drafts })}
      </p>
      <Meters>
        <Meter
          label={goals ? m.measures_coverage_goal_share() : m.measures_coverage_finding_share()}
          share={share ?? 0}
          text={percent(share ?? 0)}
        />
      </Meters>
    </>
  );
}

/** What nobody serves, the heaviest first, each with the way to close it. */
function Gaps({ rows, goals }: { rows: CoverageRow[]; goals: boolean }) {
  const town = useTown();
  const title = goals ? m.measures_gaps_goals() : m.measures_gaps_findings();
  return (
    <Section title={title}>
      {rows.length === 0 && <p>{goals ? m.measures_gaps_no_goals() : m.measures_gaps_no_findings()}</p>}
      {rows.length > 0 && (
        <PlainTable
          label={title}
          rows={rows}
          columns={[
            { title: goals ? m.measures_goal() : m.measures_finding(), cell: (row) => <Named row={row} /> },
            {
              title: goals ? m.measures_weight() : m.measures_severity(),
              cell: ({ weighs }) => weighs,
            },
          ]}
          action={(row) =>
            goals ? (
              <ButtonLink small icon="plus" href={`${listPath(town, 'measure')}/neu?ziel=${row.id}`}>
                {m.measures_gap_add()}
              </ButtonLink>
            ) : (
              <ButtonLink small icon="search" href={suggestionsPath(town, row.id)}>
                {row.suggestions === 0
                  ? m.measures_gap_suggestions_none()
                  : m.measures_gap_suggestions({ count: row.suggestions })}
              </ButtonLink>
            )
          }
        />
      )}
    </Section>
  );
}

/** Measures that serve none of what the page is about. */
function Idle({ data, goals }: { data: Coverage; goals: boolean }) {
  const town = useTown();
  const idle = data.measures.filter((one) => (goals ? one.goals : one.findings) === 0);
  if (idle.length === 0) return null;
  return (
    <Section title={goals ? m.measures_idle_goals() : m.measures_idle_findings()}>
      <p className="k-help">{m.measures_idle_help()}</p>
      <ul>
        {idle.map((one) => (
          <li key={one.id}>
            <a href={recordPath(town, 'measure', one.id)}>
              {measureNumber(one)} {one.title}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const Named = ({ row }: { row: CoverageRow }) => (
  <a href={row.href}>
    {row.name} {row.title}
  </a>
);

interface AllProps {
  data: Coverage;
  rows: CoverageRow[];
  goals: boolean;
  onEdit: (row: CoverageRow) => void;
}

function All({ data, rows, goals, onEdit }: AllProps) {
  const title = goals ? m.measures_coverage_all_goals() : m.measures_coverage_all_findings();
  return (
    <PlainTable
      label={title}
      rows={rows}
      columns={[
        { title: goals ? m.measures_goal() : m.measures_finding(), cell: (row) => <Named row={row} /> },
        { title: goals ? m.measures_weight() : m.measures_severity(), cell: ({ weighs }) => weighs },
        {
          title: m.measures_covered(),
          cell: ({ covered }) => <StatusBadge status={statusOfCovered(covered)} />,
        },
        { title: m.measures_covered_by(), cell: (row) => <By row={row} data={data} /> },
      ]}
      action={(row) =>
        row.by.length > 0 && (
          <Button
            small
            bare
            icon="edit"
            reason={data.may.edit ? undefined : m.measures_may_only_editors()}
            onClick={() => onEdit(row)}
          >
            {m.measures_strength_edit({ name: row.name })}
          </Button>
        )
      }
    />
  );
}

function By({ row, data }: { row: CoverageRow; data: Coverage }) {
  const town = useTown();
  if (row.by.length === 0) return <span className="k-muted">{m.measures_covered_by_none()}</span>;
  return (
    <ul className="k-plain">
      {row.by.map(({ measureId, strength, counts }) => {
        const measure = data.measures.find(({ id }) => id === measureId);
        return (
          measure && (
            <li key={measureId}>
              <a href={recordPath(town, 'measure', measureId)}>
                {measureNumber(measure)} {measure.title}
              </a>{' '}
              <span className="k-muted">
                {counts ? m.measures_strength_of({ strength: number(strength) }) : m.measures_not_counted()}
              </span>
            </li>
          )
        );
      })}
    </ul>
  );
}
