import { useState } from 'react';
import { problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { DateField, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { date, dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { privacy } from './clients.ts';
import { tableWord } from './table-words.ts';

/** What ends by itself and when, the stop on it, and what has ended. */
export function Retention() {
  const town = useTown();
  const [open, setOpen] = useState(false);
  const { data, error } = useRecord(['privacy-retention', town], () => privacy.retention({ town }));
  const free = useSave(privacy.hold, [['privacy-retention', town]]);
  const lift = () =>
    free.mutate(
      { input: { town, until: null, reason: '' } },
      { onSuccess: () => toast(m.privacy_hold_lifted()) },
    );
  return (
    <Section
      title={m.privacy_retention()}
      actions={
        data?.holdUntil ? (
          <Button busy={free.isPending} onClick={lift}>
            {m.privacy_hold_lift()}
          </Button>
        ) : (
          <Button onClick={() => setOpen(true)}>{m.privacy_hold_set()}</Button>
        )
      }
    >
      {error ? (
        <Notice tone="danger" title={problemOf(error)?.text ?? m.privacy_unreachable()} />
      ) : !data ? (
        <Skeleton lines={4} />
      ) : (
        <>
          {data.holdUntil && (
            <Notice tone="warning" title={m.privacy_held({ date: date(data.holdUntil) })}>
              <p>{data.holdReason}</p>
            </Notice>
          )}
          <p>{m.privacy_retention_lead()}</p>
          <PlainTable
            label={m.privacy_retention()}
            columns={[
              { title: m.privacy_place(), cell: (rule) => tableWord(rule.table) },
              { title: m.privacy_years(), cell: (rule) => rule.years, align: 'end' },
              { title: m.privacy_due(), cell: (rule) => rule.due, align: 'end' },
            ]}
            rows={data.rules.map((rule) => ({ ...rule, id: rule.table }))}
          />
          <Runs runs={data.runs} />
        </>
      )}
      <HoldDialog open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}

type Run = Awaited<ReturnType<typeof privacy.retention>>['runs'][number];

function Runs({ runs }: { runs: Run[] }) {
  if (runs.length === 0) return <p>{m.privacy_runs_none()}</p>;
  return (
    <PlainTable
      label={m.privacy_runs()}
      columns={[
        { title: m.privacy_run_at(), cell: (run) => dateTime(run.at) },
        {
          title: m.privacy_run_removed(),
          cell: (run) =>
            run.held
              ? m.privacy_run_held()
              : run.removed.map(({ table, rows }) => `${tableWord(table)}: ${rows}`).join(', '),
        },
      ]}
      rows={runs}
    />
  );
}

function HoldDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const town = useTown();
  const [value, setValue] = useState({ until: '', reason: '' });
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const hold = useSave(privacy.hold, [['privacy-retention', town]]);
  const send = async () => {
    if (!value.until) return setFaults([{ path: 'until', text: m.privacy_hold_until_missing() }]);
    try {
      await hold.mutateAsync({ input: { town, until: value.until, reason: value.reason } });
      toast(m.privacy_hold_is_set());
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults([...(refused?.fields ?? [])]);
      setProblem(refused?.fields.length ? undefined : (refused?.text ?? m.privacy_unreachable()));
    }
  };
  return (
    <Dialog open={open} onClose={onClose} title={m.privacy_hold_set()}>
      <Form
        onSubmit={send}
        faults={faults}
        problem={problem}
        submit={m.privacy_hold_set()}
        onCancel={onClose}
      >
        <DateField
          name="until"
          label={m.privacy_hold_until()}
          value={value.until}
          onChange={(until) => setValue({ ...value, until })}
        />
        <TextField
          name="reason"
          label={m.privacy_hold_reason()}
          help={m.privacy_hold_reason_help()}
          value={value.reason}
          onChange={(reason) => setValue({ ...value, reason })}
        />
      </Form>
    </Dialog>
  );
}
