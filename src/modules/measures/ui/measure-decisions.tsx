import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { useDialogWork, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm, Dialog } from '#ui-kit/dialog';
import { Select, TextArea } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { type DecisionOutcome, isOutcome } from '../domain/measure.ts';
import { BODIES, blankDecision, type Decided, DecisionFields, RECORDERS } from './decision-fields.tsx';
import { measureNumber } from './measure-number.ts';
import { type Measure, measures, options, STATUSES } from './words.ts';

type Decision = Awaited<ReturnType<typeof measures.decisions.list>>['rows'][number];

/** What was decided about a measure, by whom and in which words. */
export function MeasureDecisions({ measure }: { measure: Measure }) {
  const town = useTown();
  const recorder = useHolds(RECORDERS);
  const [editing, setEditing] = useState<Decision | 'new' | null>(null);
  const { data } = useRecord(['measure-decisions', town, measure.id], () =>
    measures.decisions.list({ town, measureId: measure.id, limit: 200 }),
  );
  const missing = isOutcome(measure.status) && !data?.rows.some(({ outcome }) => outcome === measure.status);
  return (
    <Section
      title={m.measures_decisions()}
      actions={
        <Button
          small
          icon="plus"
          reason={recorder ? undefined : m.measures_may_deciders()}
          onClick={() => setEditing('new')}
        >
          {m.measures_decision_add()}
        </Button>
      }
    >
      {!data && <Skeleton lines={2} />}
      {data && missing && <p className="k-muted">{m.measures_decision_missing()}</p>}
      {data && !missing && data.rows.length === 0 && <p className="k-muted">{m.measures_decisions_none()}</p>}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.measures_decisions()}
          rows={data.rows}
          columns={[
            { title: m.measures_decision_on(), cell: (row) => date(row.decidedOn) },
            { title: m.measures_decision_outcome(), cell: (row) => STATUSES[row.outcome]() },
            {
              title: m.measures_decision_body(),
              cell: (row) => [BODIES[row.body ?? 'council'](), row.reference].filter(Boolean).join(', '),
            },
            { title: m.measures_decision_wording(), cell: (row) => row.wording },
          ]}
          action={(row) => (
            <Button
              small
              bare
              icon="edit"
              reason={recorder ? undefined : m.measures_may_deciders()}
              onClick={() => setEditing(row)}
            >
              {m.measures_decision_edit({ date: date(row.decidedOn) })}
            </Button>
          )}
        />
      )}
      {editing && (
        <DecisionDialog
          measure={measure}
          before={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

const OUTCOMES = { decided: STATUSES.decided, postponed: STATUSES.postponed, rejected: STATUSES.rejected };

interface DialogProps {
  measure: Measure;
  before: Decision | null;
  onClose: () => void;
}

function DecisionDialog({ measure, before, onClose }: DialogProps) {
  const town = useTown();
  const status = measure.status in OUTCOMES ? (measure.status as keyof typeof OUTCOMES) : 'decided';
  const [outcome, setOutcome] = useState<DecisionOutcome>(before?.outcome ?? status);
  const [decided, setDecided] = useState<Decided>(
    before
      ? { decidedOn: before.decidedOn, body: before.body ?? 'council', reference: before.reference ?? '' }
      : blankDecision(localDateOf(new Date()), 'council'),
  );
  const [wording, setWording] = useState(before?.wording ?? '');
  const { run, faults, problem } = useDialogWork(onClose);
  const touches = [['measure-decisions', town, measure.id]];
  const create = useSave(measures.decisions.create, touches);
  const update = useSave(measures.decisions.update, touches);
  const remove = useSave(measures.decisions.remove, touches);
  const values = { outcome, wording, ...decided };
  const save = (key: string) =>
    before
      ? update.mutateAsync({ input: { town, id: before.id, ...values }, version: before.version })
      : create.mutateAsync({ input: { town, measureId: measure.id, ...values }, key });
  const drop = async (given: Decision) => {
    const sure = await confirm({
      title: m.measures_decision_remove_title({ date: date(given.decidedOn) }),
      text: <p>{m.measures_decision_remove_text()}</p>,
      action: m.measures_remove(),
      danger: true,
    });
    if (sure)
      await run(
        () => remove.mutateAsync({ input: { town, id: given.id }, version: given.version }),
        m.measures_decision_removed(),
      );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${measureNumber(measure)}: ${before ? m.measures_decision_correct() : m.measures_decision_add()}`}
    >
      <Form
        onSubmit={() => run(save, m.measures_decision_saved())}
        submit={m.measures_decision_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={wording !== (before?.wording ?? '')}
        status={
          before && (
            <Button kind="danger" busy={remove.isPending} onClick={() => void drop(before)}>
              {m.measures_remove()}
            </Button>
          )
        }
      >
        {outcome !== 'done' && (
          <Select
            name="outcome"
            label={m.measures_decision_outcome()}
            options={options(OUTCOMES)}
            value={outcome}
            onChange={(value) => setOutcome(value as DecisionOutcome)}
          />
        )}
        <DecisionFields value={decided} onChange={setDecided} />
        <TextArea
          name="wording"
          label={m.measures_decision_wording()}
          rows={4}
          maxLength={4000}
          value={wording}
          onChange={setWording}
        />
      </Form>
    </Dialog>
  );
}
