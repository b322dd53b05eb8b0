import { useState } from 'react';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { RadioGroup } from '#ui-kit/choices';
import { NumberField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { Card } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { type Nis2, TRACK_WORDS, type UnitCheck } from './nis2-parts.tsx';
import { saidBy } from './parts.tsx';
import { assessment, local } from './words.ts';

type Question = UnitCheck['questions'][number];
type Value = Question['value'];

interface QuestionProps {
  check: UnitCheck;
  question: Question;
  /** Called while the answer is on its way: what comes next takes the focus. */
  onSend: () => void;
  /** Answered, or left open for now. */
  onDone: () => void;
}

/** One question of the check. What follows from the answer is said aloud, and the next question takes its place. */
export function LegalUnitQuestion({ check, question, onSend, onDone }: QuestionProps) {
  const town = useTown();
  const { fact, ask } = question;
  const [value, setValue] = useState<Value>(question.value ?? question.preset);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const save = useSave(assessment.putLegalUnitAnswer, [['nis2', town]]);
  const put = async (given: Value) => {
    onSend();
    try {
      const now = await save.mutateAsync({ input: { town, id: check.unit.id, fact, value: given } });
      toast(whatFollows(check, now) ?? m.assessment_nis2_kept());
      onDone();
    } catch (error) {
      const found = problemOf(error)?.fields ?? [];
      setFaults(found.map(({ text }) => ({ path: 'value', text })));
      setProblem(found.length > 0 ? undefined : saidBy(error));
    }
  };
  const submit = () =>
    value === null ? setFaults([{ path: 'value', text: m.assessment_nis2_choose() }]) : put(value);
  const place = check.questions.findIndex((one) => one.fact === fact) + 1;
  return (
    <Card title={m.assessment_nis2_question_of({ place })}>
      <Form
        onSubmit={submit}
        submit={m.assessment_nis2_take()}
        faults={faults}
        problem={problem}
        status={
          <Button busy={save.isPending} onClick={() => void put(null)}>
            {m.assessment_nis2_unclear()}
          </Button>
        }
      >
        <AnswerField question={question} label={local(ask)} value={value} onChange={setValue} />
        <p className="k-help">{m.assessment_nis2_unclear_help()}</p>
      </Form>
    </Card>
  );
}

interface FieldProps {
  question: Question;
  label: string;
  value: Value;
  onChange: (value: Value) => void;
}

function AnswerField({ question, label, value, onChange }: FieldProps) {
  const { kind, choices, fact, preset } = question;
  if (kind === 'number')
    return (
      <NumberField
        name="value"
        label={label}
        {...(fact === 'staff' ? { help: m.assessment_nis2_staff_help() } : {})}
        min={0}
        max={1_000_000_000_000}
        unit={fact === 'turnover_euro' ? m.assessment_nis2_euro() : m.assessment_nis2_people()}
        value={typeof value === 'number' ? value : null}
        onChange={onChange}
      />
    );
  const options =
    kind === 'choice'
      ? choices.map(({ key, title }) => ({ value: key, label: local(title) }))
      : [
          { value: 'true', label: m.assessment_nis2_answer_yes() },
          { value: 'false', label: m.assessment_nis2_answer_no() },
        ];
  return (
    <RadioGroup
      name="value"
      label={label}
      {...(preset === null ? {} : { help: m.assessment_nis2_preset() })}
      options={options}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(kind === 'choice' ? chosen : chosen === 'true')}
    />
  );
}

/** What an answer has moved: the result of a track, else the last step it led to. */
function whatFollows(before: UnitCheck, now: UnitCheck): string | null {
  for (const track of now.tracks) {
    const was = before.tracks.find((one) => one.track === track.track);
    const last = track.steps.at(-1);
    if (!last || was?.steps.at(-1)?.because.de === last.because.de) continue;
    const because = local(last.because);
    return track.result ? `${because} ${TRACK_WORDS[track.track]()}: ${resultWord(track)}.` : because;
  }
  return null;
}

const resultWord = ({ result }: Nis2['units'][number]['tracks'][number]): string =>
  result ? local(result.title) : '';
