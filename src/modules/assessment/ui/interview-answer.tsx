import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { TextArea } from '#ui-kit/fields';
import { useShortcuts } from '#ui-kit/shortcuts';
import type { AnswerQueue, GivenAnswer } from './answer-queue.ts';
import { local, type Sheet, type SheetAnswer, type SheetQuestion } from './words.ts';

const LEVELS = [0, 1, 2, 3, 4, 5];

interface AnswerProps {
  question: SheetQuestion;
  proofPoints: Sheet['requirements'][number]['proofPoints'];
  respondent: string;
  answer: SheetAnswer | undefined;
  note: string;
  queue: AnswerQueue;
}

/** What somebody says to one question: a level, "not known", or why it does not apply; with evidence and a note. */
export function AnswerFields(props: AnswerProps) {
  const { question, proofPoints, respondent, answer, note, queue } = props;
  const give = (part: Partial<GivenAnswer>) =>
    queue.give({
      respondentId: respondent,
      question: question.key,
      state: answer?.state ?? 'open',
      level: answer?.level ?? null,
      reason: answer?.reason ?? '',
      evidence: answer?.evidence ?? '',
      ...part,
    });
  const choose = (value: string) =>
    give(
      value === 'unknown' || value === 'not_applicable'
        ? { state: value, level: null }
        : { state: 'level', level: Number(value) },
    );
  useShortcuts([
    ...LEVELS.map((level) => ({
      key: String(level),
      label: m.assessment_key_level({ level }),
      run: () => choose(String(level)),
    })),
    { key: 'u', label: m.assessment_unknown(), run: () => choose('unknown') },
    { key: 'x', label: m.assessment_take_back(), run: () => give({ state: 'open', level: null }) },
  ]);
  return (
    <>
      <RadioGroup
        name="level"
        label={m.assessment_level()}
        help={m.assessment_answer_help()}
        options={[
          ...LEVELS.map((level) => ({
            value: String(level),
            label: String(level),
            help: <Proof of={proofPoints} level={level} />,
          })),
          { value: 'unknown', label: m.assessment_unknown(), help: m.assessment_unknown_help() },
          { value: 'not_applicable', label: m.assessment_not_applicable() },
        ]}
        value={answer ? (answer.state === 'level' ? String(answer.level) : answer.state) : null}
        onChange={choose}
      />
      {answer?.state === 'not_applicable' && (
        <TextArea
          name="reason"
          label={m.assessment_reason()}
          rows={2}
          value={answer.reason}
          onChange={(reason) => give({ reason })}
        />
      )}
      <TextArea
        name="evidence"
        label={m.assessment_evidence()}
        help={answer ? m.assessment_evidence_help() : m.assessment_evidence_first()}
        optional
        rows={2}
        value={answer?.evidence ?? ''}
        onChange={(evidence) => answer && give({ evidence })}
      />
      <TextArea
        name="note"
        label={m.assessment_team_note()}
        help={m.assessment_team_note_help()}
        optional
        rows={2}
        value={note}
        onChange={(text) => queue.note(question.key, text)}
      />
      <Serves question={question} />
    </>
  );
}

/** What can be seen at a level, a line each. */
function Proof({ of, level }: { of: AnswerProps['proofPoints']; level: number }) {
  const points = of.find((point) => point.level === level)?.points ?? [];
  return points.map((point) => (
    <span key={point.de} className="k-line">
      {local(point)}
    </span>
  ));
}

/** One answer counts wherever it belongs, and that is to be seen. */
function Serves({ question }: { question: SheetQuestion }) {
  if (question.serves.length === 0) return null;
  return (
    <p className="k-small">
      {m.assessment_counts_for({
        where: question.serves.map(({ requirement, title }) => `${requirement} ${local(title)}`).join('; '),
      })}
    </p>
  );
}
