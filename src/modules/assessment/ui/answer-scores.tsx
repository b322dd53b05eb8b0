import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { number } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { AnswersBehind } from './answers-behind.tsx';
import { assessment, FRAMEWORK_WORDS, local, type Rating, type RequirementScore } from './words.ts';

type Question = RequirementScore['questions'][number];

/** What the interviews say about a requirement, down to the questions and the rule; the level can be taken over. */
export function AnswerScores(props: { rating: Rating; onTake?: (level: number) => void }) {
  const { rating, onTake } = props;
  const town = useTown();
  const { data } = useRecord(['scores', town, rating.engagementId, rating.framework], () =>
    assessment.scores({ town, id: rating.engagementId, framework: rating.framework }),
  );
  const score = data?.requirements.find(({ requirement }) => requirement === rating.requirement);
  if (!score) return null;
  const { level } = score;
  return (
    <Section
      title={m.assessment_from_answers()}
      actions={
        onTake &&
        level !== null &&
        level !== rating.level && (
          <Button small onClick={() => onTake(level)}>
            {m.assessment_take_level({ level })}
          </Button>
        )
      }
    >
      {level === null ? (
        <p>{m.assessment_from_answers_none()}</p>
      ) : (
        <>
          <p>
            <strong>
              {m.assessment_from_answers_level({ level, worst: score.worst, best: score.best })}
            </strong>
          </p>
          <p className="k-small">{m.assessment_from_answers_rule({ mean: number(score.mean ?? 0, 1) })}</p>
        </>
      )}
      <PlainTable
        label={m.assessment_from_answers()}
        columns={[
          { title: m.assessment_question(), cell: (row) => <Asked question={row} /> },
          { title: m.assessment_value(), cell: valueText },
          { title: m.assessment_answers(), cell: (row) => String(row.answers) },
          {
            title: m.assessment_spread(),
            cell: ({ spread }) => (spread ? m.assessment_spread_of(spread) : '–'),
          },
        ]}
        rows={score.questions.map((question) => ({ ...question, id: question.question }))}
      />
      {onTake && <AnswersBehind rating={rating} />}
    </Section>
  );
}

function valueText({ state, value }: Question): string {
  if (value !== null) return String(value);
  return {
    known: '',
    open: m.assessment_state_open(),
    unknown: m.assessment_state_unknown(),
    not_applicable: m.assessment_state_na(),
  }[state];
}

function Asked({ question: { text, site, mappedFrom } }: { question: Question }) {
  return (
    <>
      {local(text)}
      {site && ` (${site})`}
      {mappedFrom && (
        <>
          <br />
          <small>
            {m.assessment_mapped_from({
              framework: FRAMEWORK_WORDS[mappedFrom.framework as Rating['framework']],
              title: local(mappedFrom.title),
            })}
          </small>
        </>
      )}
    </>
  );
}
