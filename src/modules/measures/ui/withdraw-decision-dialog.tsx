import { useState } from 'react';
import { useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { TextArea } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
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
  const { run, faults, problem } = useDialogWork(onClose);
  const withdraw = useSave(measures.decisions.withdraw, [
    ...touched(town, measure.id),
    ['measure-decisions', town, measure.id],
  ]);
  const submit = () =>
    run(
      () => withdraw.mutateAsync({ input: { town, id: row.id, reason }, version: row.version }),
      ({ status }) => m.measures_decision_withdrawn_toast({ status: STATUSES[status]() }),
    );
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
