import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { measureNumber, measureTabs } from '#modules/measures/ui';
import { useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Money, money } from '#ui-kit/format';
import { Meter, Meters } from '#ui-kit/meter';
import { Page, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { Tabs } from '#ui-kit/tabs';
import { EffectMissing } from './effect-page.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { ResolutionSection } from './resolution-section.tsx';
import { TaskSection } from './task-section.tsx';
import {
  type ExecutionSums,
  effect,
  lightStatus,
  type Measure,
  monthWord,
  oneDigit,
  type Report,
  useMeasure,
} from './words.ts';

/** `/massnahmen/<id>/umsetzung`: tasks, monthly reports, and what was used of money and time. */
export function ExecutionPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data: measure, error } = useMeasure(id);
  const sums = useRecord(['execution', town, id], () => effect.execution({ town, id }));
  const reports = useRecord(['execution', town, id, 'reports'], () =>
    effect.reports.list({ town, measureId: id, limit: 200 }),
  );
  const fault = error ?? sums.error ?? reports.error;
  if (fault) return <EffectMissing error={fault} />;
  if (!measure || !sums.data || !reports.data) return <Skeleton lines={8} />;
  return (
    <Page
      title={`${measureNumber(measure)} ${measure.title}`}
      lead={m.effect_execution_of({ number: measureNumber(measure) })}
      back={{ href: listPath(town, 'measure'), label: m.effect_measures() }}
      actions={<Reporting measure={measure} reports={reports.data.rows} sums={sums.data} />}
    >
      <Tabs label={m.measures_tabs()} tabs={measureTabs(town, id, 'execution')} />
      <Section title={m.effect_figures()}>
        <Sums sums={sums.data} />
      </Section>
      <Section title={m.effect_reports()}>
        <Reports measure={measure} reports={reports.data.rows} sums={sums.data} />
      </Section>
      <TaskSection measure={measure} />
      <ResolutionSection measure={measure} />
    </Page>
  );
}

function Sums({ sums }: { sums: ExecutionSums }) {
  const lines = [
    {
      label: m.effect_cost(),
      actual: sums.costCents,
      planned: sums.plannedCents,
      show: (cents: number) => money(cents),
    },
    { label: m.effect_own_days(), actual: sums.ownDays, planned: sums.plannedDays, show: oneDigit },
    {
      label: m.effect_consultant_hours(),
      actual: sums.consultantHours,
      planned: sums.contractHours,
      show: oneDigit,
    },
    { label: m.effect_tasks(), actual: sums.tasksDone, planned: sums.tasks, show: oneDigit },
  ];
  return (
    <Meters>
      {lines.map(({ label, actual, planned, show }) => {
        const over = label !== m.effect_tasks() && actual > planned;
        const text = m.effect_of_planned({ actual: show(actual), planned: show(planned) });
        return (
          <Meter
            key={label}
            label={label}
            share={planned > 0 ? actual / planned : actual > 0 ? 1 : 0}
            text={over ? `${text}, ${m.effect_over()}` : text}
            {...(over ? { tone: 'warning' as const } : {})}
          />
        );
      })}
    </Meters>
  );
}

interface ReportsProps {
  measure: Measure;
  reports: Report[];
  sums: ExecutionSums;
}

function Reporting({ measure, reports, sums }: ReportsProps) {
  const editor = useHolds(EDITORS);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        kind="primary"
        icon="note"
        reason={editor ? undefined : m.effect_editors()}
        onClick={() => setOpen(true)}
      >
        {m.effect_report()}
      </Button>
      {open && (
        <ReportDialog measure={measure} reports={reports} sums={sums} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

function Reports({ measure, reports, sums }: ReportsProps) {
  const editor = useHolds(EDITORS);
  const [editing, setEditing] = useState<Report | null>(null);
  if (reports.length === 0) return <p className="k-muted">{m.effect_reports_none()}</p>;
  return (
    <>
      <PlainTable
        label={m.effect_reports()}
        rows={reports}
        columns={[
          { title: m.effect_month(), cell: (row) => monthWord(row.month) },
          { title: m.effect_light(), cell: (row) => <StatusBadge status={lightStatus(row.light)} /> },
          { title: m.effect_sentence(), cell: (row) => <Sentence report={row} /> },
          { title: m.effect_percent(), cell: (row) => `${row.percent}\u00a0%`, align: 'end' },
          { title: m.effect_cost(), cell: (row) => <Money cents={row.costCents ?? 0} />, align: 'end' },
          { title: m.effect_own_days(), cell: (row) => oneDigit(row.ownDays ?? 0), align: 'end' },
          {
            title: m.effect_consultant_hours(),
            cell: (row) => oneDigit(row.consultantHours ?? 0),
            align: 'end',
          },
        ]}
        {...(editor
          ? {
              action: (row: Report) => (
                <Button small kind="quiet" icon="edit" bare onClick={() => setEditing(row)}>
                  {`${m.effect_report_change()}: ${monthWord(row.month)}`}
                </Button>
              ),
            }
          : {})}
      />
      {editing && (
        <ReportDialog
          key={editing.id}
          measure={measure}
          reports={reports}
          sums={sums}
          report={editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function Sentence({ report }: { report: Report }) {
  return (
    <span className="k-anywhere">
      {report.sentence}
      {report.blocker && <small className="k-line">{m.effect_blocked_by({ text: report.blocker })}</small>}
    </span>
  );
}
