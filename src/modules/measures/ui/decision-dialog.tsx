import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextArea } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import type { DecisionOutcome } from '../domain/measure.ts';
import { blankDecision, type Decided, DecisionFields } from './decision-fields.tsx';
import { measureNumber } from './measure-number.ts';
import { type Measure, measures, options, STATUSES } from './words.ts';

export type Decision = Awaited<ReturnType<typeof measures.decisions.list>>['rows'][number];

const OUTCOMES = { decided: STATUSES.decided, postponed: STATUSES.postponed, rejected: STATUSES.rejected };

interface Given {
  measure: Measure;
  /** The one to correct; without it a new one is recorded. */
  row?: Decision | undefined;
  onClose: () => void;
}

/** Records a decision that was taken before, or corrects one that was recorded wrongly. */
export function DecisionDialog({ measure, row, onClose }: Given) {
  const town = useTown();
  const status = measure.status in OUTCOMES ? (measure.status as keyof typeof OUTCOMES) : 'decided';
  const [outcome, setOutcome] = useState<DecisionOutcome>(status);
  const [decided, setDecided] = useState<Decided>(
    row
      ? { decidedOn: row.decidedOn, body: row.body ?? 'council', reference: row.reference ?? '' }
      : blankDecision(localDateOf(new Date()), 'council'),
  );
  const [wording, setWording] = useState(row?.wording ?? '');
  const { run, faults, problem } = useDialogWork(onClose);
  const touched = [['measure-decisions', town, measure.id]];
  const add = useSave(measures.decisions.create, touched);
  const correct = useSave(measures.decisions.update, touched);
  const save = (key: string) =>
    row
      ? correct.mutateAsync({ input: { town, id: row.id, wording, ...decided }, version: row.version })
      : add.mutateAsync({ input: { town, measureId: measure.id, outcome, wording, ...decided }, key });
  const title = row
    ? m.measures_decision_correct_of({ date: date(row.decidedOn) })
    : m.measures_decision_add();
  return (
    <Dialog open onClose={onClose} title={`${measureNumber(measure)}: ${title}`}>
      <Form
        onSubmit={() => run(save, row ? m.measures_decision_corrected() : m.measures_decision_saved())}
        submit={m.measures_decision_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={wording !== (row?.wording ?? '')}
      >
        {row ? (
          <p>{m.measures_decision_outcome_fixed({ outcome: STATUSES[row.outcome]() })}</p>
        ) : (
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
