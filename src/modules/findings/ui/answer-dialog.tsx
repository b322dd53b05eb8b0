import { useState } from 'react';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { TextArea } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import type { Answer } from '../domain/finding.ts';
import { ANSWER_WORDS, type Finding, findingNumber, findings, touched } from './words.ts';

/** Agreement is given at once; anything else says why first. */
export function useAnswer(finding: Finding, onDone?: () => void) {
  const town = useTown();
  const review = useSave(findings.review, touched(town, finding.id));
  const give = async (answer: Answer, comment: string) => {
    await review.mutateAsync({ input: { town, id: finding.id, answer, comment } });
    toast(m.findings_answered({ number: findingNumber(finding), answer: ANSWER_WORDS[answer]() }));
    onDone?.();
  };
  return { give, busy: review.isPending };
}

interface Props {
  finding: Finding;
  answer: Exclude<Answer, 'agrees'> | null;
  onClose: () => void;
  onDone?: () => void;
}

/** "Stimmt nicht, weil …" and "Es fehlt etwas". */
export function AnswerDialog({ finding, answer, onClose, onDone }: Props) {
  const [comment, setComment] = useState('');
  const [problem, setProblem] = useState<{ text: string; atField: boolean }>();
  const { give } = useAnswer(finding, onDone);
  const submit = async () => {
    if (!answer) return;
    try {
      await give(answer, comment);
      setComment('');
      setProblem(undefined);
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setProblem({
        text: refused?.text ?? m.findings_unreachable(),
        atField: (refused?.fields.length ?? 0) > 0,
      });
    }
  };
  return (
    <Dialog
      open={answer !== null}
      onClose={onClose}
      title={`${findingNumber(finding)}: ${answer ? ANSWER_WORDS[answer]() : ''}`}
    >
      <p>{finding.statement}</p>
      <Form
        onSubmit={submit}
        submit={m.findings_answer_send()}
        onCancel={onClose}
        faults={problem?.atField ? [{ path: 'comment', text: problem.text }] : []}
        problem={problem && !problem.atField ? problem.text : undefined}
      >
        <TextArea
          name="comment"
          label={answer === 'missing' ? m.findings_answer_what() : m.findings_answer_why()}
          rows={4}
          value={comment}
          onChange={setComment}
        />
      </Form>
    </Dialog>
  );
}

/** A new wording with its reason; the earlier one stays in the history. */
export function CorrectDialog({
  finding,
  open,
  onClose,
}: {
  finding: Finding;
  open: boolean;
  onClose: () => void;
}) {
  const town = useTown();
  const [statement, setStatement] = useState(finding.statement);
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<{ path: string; text: string }[]>([]);
  const [problem, setProblem] = useState<string>();
  const correct = useSave(findings.correct, touched(town, finding.id));
  const submit = async () => {
    try {
      await correct.mutateAsync({
        input: { town, id: finding.id, statement, reason },
        version: finding.version,
      });
      toast(m.findings_corrected({ number: findingNumber(finding) }));
      setReason('');
      setFaults([]);
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused ? (refused.fields.length > 0 ? undefined : refused.text) : m.findings_unreachable());
    }
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={m.findings_correct_title({ number: findingNumber(finding) })}
      wide
    >
      <Form
        onSubmit={submit}
        submit={m.findings_correct_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <TextArea
          name="statement"
          label={m.findings_statement()}
          rows={5}
          value={statement}
          onChange={setStatement}
        />
        <TextArea
          name="reason"
          label={m.findings_correct_reason()}
          help={m.findings_correct_reason_help()}
          rows={2}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Dialog>
  );
}
