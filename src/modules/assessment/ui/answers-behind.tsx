import { recordPath } from '#kernel/paths';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Icon } from '#ui-kit/icons';
import { PlainTable } from '#ui-kit/plain-table';
import { assessment, local, type Rating } from './words.ts';

type Behind = Awaited<ReturnType<typeof assessment.requirementAnswers>>['answers'][number];

/** Who said what, each leading to the question in its interview; nothing for whoever is not of the team. */
export function AnswersBehind({ rating }: { rating: Rating }) {
  const town = useTown();
  const { engagementId: id, framework, requirement } = rating;
  const { data } = useRecord(['scores', town, id, framework, requirement], () =>
    assessment.requirementAnswers({ town, id, framework, requirement }),
  );
  if (!data || data.answers.length === 0) return null;
  return (
    <details className="k-details">
      <summary>
        <Icon name="right" />
        {m.assessment_answers_open()}
      </summary>
      <PlainTable
        label={m.assessment_answers()}
        columns={[
          { title: m.assessment_question(), cell: (row) => <Where town={town} row={row} />, least: '14rem' },
          { title: m.assessment_respondent_name(), cell: who },
          { title: m.assessment_answered_by(), cell: said },
          {
            title: m.assessment_evidence(),
            cell: ({ reason, evidence }) => [reason, evidence].filter(Boolean).join(' ') || '–',
          },
        ]}
        rows={data.answers}
      />
    </details>
  );
}

function Where({ town, row }: { town: string; row: Behind }) {
  const query = new URLSearchParams({ frage: row.key, wer: row.respondentId });
  return (
    <>
      <a href={`${recordPath(town, 'interview', row.interviewId)}?${query}`}>
        {local(row.text)}
        {row.site && ` (${row.site})`}
      </a>
      <p className="k-help">{m.assessment_answer_in({ interview: row.interview })}</p>
    </>
  );
}

const who = ({ respondent, office }: Behind): string => (office ? `${respondent} (${office})` : respondent);

const said = ({ state, level }: Behind): string => {
  if (state === 'unknown') return m.assessment_answer_unknown();
  if (state === 'not_applicable') return m.assessment_answer_na();
  return m.assessment_answer_level({ level: level ?? '–' });
};
