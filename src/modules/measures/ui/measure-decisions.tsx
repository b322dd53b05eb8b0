import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { problemOf, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextArea } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { type DecisionOutcome, isOutcome } from '../domain/measure.ts';
import { BODIES, blankDecision, type Decided, DecisionFields, RECORDERS } from './decision-fields.tsx';
import { measureNumber } from './measure-number.ts';
import { type Measure, measures, options, STATUSES } from './words.ts';

/** What was decided about a measure, by whom and in which words. */
export function MeasureDecisions({ measure }: { measure: Measure }) {
  const town = useTown();
  const recorder = useHolds(RECORDERS);
  const [adding, setAdding] = useState(false);
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
          onClick={() => setAdding(true)}
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
        />
      )}
      {adding && <DecisionDialog measure={measure} onClose={() => setAdding(false)} />}
    </Section>
  );
}

const OUTCOMES = { decided: STATUSES.decided, postponed: STATUSES.postponed, rejected: STATUSES.rejected };

function DecisionDialog({ measure, onClose }: { measure: Measure; onClose: () => void }) {
  const town = useTown();
  const status = measure.status in OUTCOMES ? (measure.status as keyof typeof OUTCOMES) : 'decided';
  const [outcome, setOutcome] = useState<DecisionOutcome>(status);
  const [decided, setDecided] = useState<Decided>(blankDecision(localDateOf(new Date()), 'council'));
  const [wording, setWording] = useState('');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const save = useSave(measures.decisions.create, [['measure-decisions', town, measure.id]]);
  const submit = async () => {
    try {
      await save.mutateAsync({ input: { town, measureId: measure.id, outcome, wording, ...decided } });
      toast(m.measures_decision_saved());
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.measures_unreachable());
    }
  };
  return (
    <Dialog open onClose={onClose} title={`${measureNumber(measure)}: ${m.measures_decision_add()}`}>
      <Form
        onSubmit={submit}
        submit={m.measures_decision_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={wording !== ''}
      >
        <Select
          name="outcome"
          label={m.measures_decision_outcome()}
          options={options(OUTCOMES)}
          value={outcome}
          onChange={(value) => setOutcome(value as DecisionOutcome)}
        />
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
