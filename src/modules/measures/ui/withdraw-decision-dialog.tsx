import { useState } from 'react';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { TextArea } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { toast } from '#ui-kit/toast';
import type { Decision } from './decision-dialog.tsx';
import { measureNumber } from './measure-number.ts';
import { type Measure, measures, STATUSES, touched } from './words.ts';

/** Takes back a decision that was recorded wrongly, with the reason; says where the measure stands then. */
export function WithdrawDecisionDialog({
  measure,
  row,
  onClose,
}: {
  measure: Measure;
  row: Decision;
  onClose: () => void;
}) {
  const town = useTown();
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const withdraw = useSave(measures.decisions.withdraw, [
    ...touched(town, measure.id),
    ['measure-decisions', town, measure.id],
  ]);
  const submit = async () => {
    try {
      const { status } = await withdraw.mutateAsync({
        input: { town, id: row.id, reason },
        version: row.version,
      });
      toast(m.measures_decision_withdrawn_toast({ status: STATUSES[status]() }));
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.measures_unreachable());
    }
  };
  const title = m.measures_decision_withdraw_of({ date: date(row.decidedOn) });
  return (
    <Dialog open onClose={onClose} title={`${measureNumber(measure)}: ${title}`}>
      <Form
        onSubmit={submit}
        submit={m.measures_decision_withdraw()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={reason !== ''}
      >
        <blockquote>{row.wording}</blockquote>
        <TextArea
          name="reason"
          label={m.measures_decision_reason()}
          help={m.measures_decision_reason_hint()}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Dialog>
  );
}
