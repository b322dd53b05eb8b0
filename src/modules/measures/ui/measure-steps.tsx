import { type ReactNode, useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { TextArea } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { Prose } from '#ui-kit/page';
import type { RecordAction } from '#ui-kit/record-page';
import { toast } from '#ui-kit/toast';
import type { MeasureStatus } from '../domain/measure.ts';
import { blankDecision, type Decided, DecisionFields } from './decision-fields.tsx';
import { measureNumber } from './measure-number.ts';
import { type Measure, measures, STATUSES, stepsOf, touched } from './words.ts';

const VERBS: Record<MeasureStatus, () => string> = {
  proposed: m.measures_step_proposed,
  recommended: m.measures_step_recommended,
  decided: m.measures_step_decided,
  postponed: m.measures_step_postponed,
  rejected: m.measures_step_rejected,
  done: m.measures_step_done,
};
/** What is asked before the step; the others are taken at once. */
const QUESTIONS = {
  decided: m.measures_step_note_decided,
  postponed: m.measures_step_note_why,
  rejected: m.measures_step_note_why,
  done: m.measures_step_note_done,
};
type Asking = keyof typeof QUESTIONS;
const asks = (to: MeasureStatus): to is Asking => to in QUESTIONS;

const ICONS = {
  proposed: 'left',
  recommended: 'right',
  decided: 'check',
  postponed: 'clock',
  rejected: 'close',
  done: 'done',
} as const;

function useStep(measure: Measure) {
  const town = useTown();
  const step = useSave(measures.step, [
    ...touched(town, measure.id),
    ['measure-decisions', town, measure.id],
  ]);
  const take = async (to: MeasureStatus, note: string, decided?: Decided) => {
    await step.mutateAsync({
      input: { town, id: measure.id, to, note, ...decided },
      version: measure.version,
    });
    toast(m.measures_stepped({ number: measureNumber(measure), status: STATUSES[to]() }));
  };
  return { take, busy: step.isPending };
}

/** Status steps as buttons; those that need a word open a dialog. */
export function useStepActions(measure: Measure): { actions: RecordAction[]; dialog: ReactNode } {
  const { take, busy } = useStep(measure);
  const [asking, setAsking] = useState<Asking | null>(null);
  const straight = async (to: MeasureStatus) => {
    try {
      await take(to, '');
    } catch (error) {
      toast(problemOf(error)?.text ?? m.measures_unreachable(), { tone: 'danger' });
    }
  };
  const actions = stepsOf(measure).map(
    ({ to, reason }, at): RecordAction => ({
      label: VERBS[to](),
      icon: ICONS[to],
      kind: at === 0 && !reason && to !== 'proposed' ? 'primary' : 'default',
      busy,
      reason,
      onPress: () => (asks(to) ? setAsking(to) : void straight(to)),
    }),
  );
  const dialog = asking && <StepDialog measure={measure} to={asking} onClose={() => setAsking(null)} />;
  return { actions, dialog };
}

interface DialogProps {
  measure: Measure;
  to: Asking;
  onClose: () => void;
}

function StepDialog({ measure, to, onClose }: DialogProps) {
  const { take } = useStep(measure);
  const [note, setNote] = useState('');
  const [decided, setDecided] = useState<Decided>(
    blankDecision(localDateOf(new Date()), to === 'done' ? 'administration' : 'council'),
  );
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    try {
      await take(to, note, decided);
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.measures_unreachable());
    }
  };
  const number = measureNumber(measure);
  return (
    <Dialog open onClose={onClose} title={`${number}: ${VERBS[to]()}`}>
      <p>{measure.title}</p>
      {to === 'done' && measure.proof && (
        <>
          <h3>{m.measures_proof_agreed()}</h3>
          <Prose text={measure.proof} />
        </>
      )}
      <Form
        onSubmit={submit}
        submit={VERBS[to]()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={note !== ''}
      >
        {to !== 'done' && <DecisionFields value={decided} onChange={setDecided} />}
        <TextArea
          name="note"
          label={QUESTIONS[to]()}
          rows={3}
          maxLength={4000}
          value={note}
          onChange={setNote}
        />
      </Form>
    </Dialog>
  );
}
