import { useState } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { Select } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { usePageTitle } from '#ui-kit/page';
import { useShortcuts } from '#ui-kit/shortcuts';
import { Skeleton } from '#ui-kit/skeleton';
import { mayLeave } from '#ui-kit/unsaved';
import { AnswerEvidence } from './answer-evidence.tsx';
import { type AnswerQueue, answerKey, useAnswerQueue } from './answer-queue.ts';
import { AnswerFields } from './interview-answer.tsx';
import { ContradictionHere, QuestionPicker } from './interview-questions.tsx';
import { RespondentDialog } from './interview-respondents.tsx';
import { TimeLeft } from './interview-time.tsx';
import { Missing, saidBy } from './parts.tsx';
import {
  assessment,
  FRAMEWORK_WORDS,
  local,
  requirementOf,
  type Sheet,
  type SheetAnswer,
  type SheetQuestion,
} from './words.ts';

/** The interview while it is held: one question on the whole screen. */
export function InterviewPage() {
  const town = useTown();
  const id = useAddress().params.id ?? '';
  const { data, error } = useRecord(['interview-sheet', town, id], () =>
    assessment.interviewSheet({ town, id }),
  );
  const back = listPath(town, 'interview');
  if (error && !data) return <Missing error={error} title={m.assessment_interviews()} back={back} />;
  if (!data) return <Skeleton lines={8} />;
  return <Held key={id} id={id} sheet={data} />;
}

/** What somebody has said, as it stands in this browser: what is on its way counts before what the server knows. */
function answerOf(sheet: Sheet, queue: AnswerQueue, respondent: string, question: string) {
  const waiting = queue.pending.answers[answerKey(respondent, question)];
  if (waiting) return waiting.state === 'open' ? undefined : (waiting as unknown as SheetAnswer);
  return sheet.answers.find((answer) => answer.respondentId === respondent && answer.question === question);
}

/** How somebody who is being added will answer. */
type Adding = 'team' | 'link';

function Held({ id, sheet }: { id: string; sheet: Sheet }) {
  const town = useTown();
  const { query, setQuery } = useAddress();
  usePageTitle(sheet.title);
  const again = useSave(() => Promise.resolve(), [['interview-sheet', town, id]]);
  const reread = () => void again.mutateAsync({ input: undefined });
  const queue = useAnswerQueue(town, id, reread);
  const [adding, setAdding] = useState<Adding>();
  const keys = sheet.questions.map(({ key }) => key);
  const at = Math.max(0, keys.indexOf(query.frage ?? ''));
  const question = sheet.questions[at];
  const respondent = sheet.respondents.find((one) => one.id === query.wer) ?? sheet.respondents[0];
  // Who leads the room leads everybody's phones: turning the page turns theirs.
  const open = (key: string | undefined) => {
    if (!key) return;
    setQuery({ ...query, frage: key });
    if (sheet.currentQuestion !== '')
      void assessment.showQuestion({ town, id, question: key }).then(reread, () => undefined);
  };
  const isAnswered = (key: string) => sheet.respondents.some((one) => answerOf(sheet, queue, one.id, key));
  const answered = keys.filter((key) => respondent && answerOf(sheet, queue, respondent.id, key)).length;
  return (
    <div className="k-interview">
      <header>
        <div>
          <p className="k-small">{question ? originOf(sheet, question) : sheet.title}</p>
          <h1>{question ? local(question.text) : sheet.title}</h1>
        </div>
        <Toolbar id={id} sheet={sheet} question={question?.key ?? ''} onAdd={setAdding} />
      </header>
      <HowFar at={at} total={keys.length} answered={answered} queue={queue} />
      <p className="k-small k-interview-state">
        <TimeLeft sheet={sheet} isAnswered={isAnswered} />
      </p>
      {!question && <NoQuestions id={id} />}
      {question && !respondent && <NobodyAnswers onAdd={() => setAdding('team')} />}
      {question && respondent && (
        <div className="k-interview-body">
          <div className="k-interview-answer">
            <Who sheet={sheet} respondent={respondent.id} onChoose={(wer) => setQuery({ ...query, wer })} />
            <ContradictionHere sheet={sheet} question={question.key} />
            <AnswerFields
              key={`${respondent.id} ${question.key}`}
              question={question}
              proofPoints={requirementOf(sheet, question)?.proofPoints ?? []}
              respondent={respondent.id}
              answer={answerOf(sheet, queue, respondent.id, question.key)}
              note={queue.pending.notes[question.key] ?? noteOf(sheet, question.key)}
              queue={queue}
            />
            <AnswerEvidence id={id} sheet={sheet} question={question} respondent={respondent.id} />
            <Turn turn={(step) => open(keys[at + step])} first={at === 0} last={at === keys.length - 1} />
          </div>
          <QuestionPicker sheet={sheet} at={at} isAnswered={isAnswered} onChoose={open} />
        </div>
      )}
      <RespondentDialog
        id={id}
        sheet={sheet}
        question={question?.key ?? ''}
        way={adding}
        onAdded={(wer) => setQuery({ ...query, wer })}
        onClose={() => setAdding(undefined)}
      />
    </div>
  );
}

interface HowFarProps {
  at: number;
  total: number;
  answered: number;
  queue: AnswerQueue;
}

/** Which question this is, and whether what was said is safe. */
function HowFar({ at, total, answered, queue }: HowFarProps) {
  const waiting = queue.away ? m.assessment_queue_away({ count: queue.open }) : m.assessment_saving();
  return (
    <>
      <p className="k-small k-interview-state" role="status">
        {m.assessment_interview_place({ at: at + 1, total, answered })} ·{' '}
        {queue.open > 0 ? waiting : m.assessment_all_saved()}
      </p>
      {queue.refused && (
        <Notice tone="danger" live title={queue.refused}>
          <Button small onClick={queue.drop}>
            {m.assessment_queue_drop({ count: queue.open })}
          </Button>
        </Notice>
      )}
    </>
  );
}

function NoQuestions({ id }: { id: string }) {
  const town = useTown();
  return (
    <Notice title={m.assessment_no_questions()}>
      <p>{m.assessment_no_questions_why()}</p>
      <ButtonLink href={`${recordPath(town, 'interview', id)}/bearbeiten`}>
        {m.assessment_interview_edit()}
      </ButtonLink>
    </Notice>
  );
}

function NobodyAnswers({ onAdd }: { onAdd: () => void }) {
  return (
    <Notice title={m.assessment_nobody_answers()}>
      <p>{m.assessment_nobody_answers_why()}</p>
      <Button kind="primary" icon="plus" onClick={onAdd}>
        {m.assessment_respondent_add()}
      </Button>
    </Notice>
  );
}

const noteOf = (sheet: Sheet, question: string): string =>
  sheet.notes.find((note) => note.question === question)?.note ?? '';

interface ToolbarProps {
  id: string;
  sheet: Sheet;
  question: string;
  onAdd: (way: Adding) => void;
}

/** Who answers, what those in the room see, and the way out. */
function Toolbar({ id, sheet, question, onAdd }: ToolbarProps) {
  const town = useTown();
  const { go } = useAddress();
  const show = useSave(assessment.showQuestion, [['interview-sheet', town, id]]);
  const [problem, setProblem] = useState<string>();
  const inRoom = sheet.respondents.some(({ way }) => way === 'room');
  const shown = sheet.currentQuestion !== '' && sheet.currentQuestion === question;
  const put = (key: string) =>
    show.mutateAsync({ input: { town, id, question: key } }).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(saidBy(error)),
    );
  return (
    <div className="k-actions">
      {problem && <Badge tone="danger">{problem}</Badge>}
      {inRoom && (
        <Button
          icon="people"
          aria-pressed={shown}
          busy={show.isPending}
          onClick={() => void put(shown ? '' : question)}
        >
          {shown ? m.assessment_room_close() : m.assessment_room_show()}
        </Button>
      )}
      <Button icon="plus" onClick={() => onAdd('team')}>
        {m.assessment_respondents()}
      </Button>
      <Button icon="link" onClick={() => onAdd('link')}>
        {m.assessment_ask_other()}
      </Button>
      <ButtonLink icon="edit" href={`${recordPath(town, 'interview', id)}/bearbeiten`}>
        {m.assessment_interview_edit()}
      </ButtonLink>
      <Button
        icon="close"
        onClick={() => void mayLeave().then((yes) => yes && go(listPath(town, 'interview')))}
      >
        {m.assessment_interview_leave()}
      </Button>
    </div>
  );
}

interface WhoProps {
  sheet: Sheet;
  respondent: string;
  onChoose: (id: string) => void;
}

function Who({ sheet, respondent, onChoose }: WhoProps) {
  return (
    <Select
      name="respondent"
      label={m.assessment_who_answers()}
      options={sheet.respondents.map(({ id, name, office }) => ({
        value: id,
        label: office ? `${name} (${office})` : name,
      }))}
      value={respondent}
      onChange={onChoose}
    />
  );
}

function Turn({ turn, first, last }: { turn: (step: number) => void; first: boolean; last: boolean }) {
  useShortcuts([
    { key: 'n', label: m.assessment_next(), run: () => turn(1) },
    { key: 'p', label: m.assessment_previous(), run: () => turn(-1) },
  ]);
  return (
    <div className="k-actions">
      <Button icon="left" reason={first ? m.assessment_first_question() : undefined} onClick={() => turn(-1)}>
        {m.assessment_previous()}
      </Button>
      <Button
        kind="primary"
        icon="right"
        reason={last ? m.assessment_last_question() : undefined}
        onClick={() => turn(1)}
      >
        {m.assessment_next()}
      </Button>
    </div>
  );
}

/** Of which framework and requirement a question is. */
const originOf = (sheet: Sheet, question: SheetQuestion): string => {
  const requirement = requirementOf(sheet, question);
  return [FRAMEWORK_WORDS[question.framework], requirement && local(requirement.title), question.site]
    .filter(Boolean)
    .join(' · ');
};
