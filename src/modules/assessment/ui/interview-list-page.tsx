import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { number } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { NoWeek, useWeeks } from './parts.tsx';
import { assessment, INTERVIEW_STATUS_WORDS, type Interview, local } from './words.ts';

const when = ({ day, starts }: Interview): string =>
  starts ? m.assessment_day_at({ day, time: starts }) : m.assessment_day_number({ day });

const columns = (): Column<Interview>[] => [
  { key: 'starts', title: m.assessment_when(), cell: when, sort: true, width: '9rem' },
  { key: 'title', title: m.assessment_interview(), cell: (row) => row.title, primary: true, sort: true },
  { key: 'people', title: m.assessment_interview_people(), cell: (row) => row.people },
  {
    key: 'status',
    title: m.assessment_status(),
    cell: (row) => INTERVIEW_STATUS_WORDS[row.status](),
    width: '8rem',
  },
  {
    key: 'questions',
    title: m.assessment_questions(),
    cell: (row) =>
      row.answered === null
        ? String(row.questions)
        : m.assessment_answered_of({ answered: row.answered, total: row.questions }),
    align: 'end',
    width: '7.5rem',
  },
  {
    key: 'minutes',
    title: m.assessment_minutes(),
    cell: (row) => <Minutes row={row} />,
    align: 'end',
    width: '7.5rem',
  },
];

/** What its questions need against what is booked; too much of it stands out. */
function Minutes({ row: { needed, minutes } }: { row: Interview }) {
  const text = m.assessment_needed_of({ needed, booked: minutes });
  return needed > minutes ? <Badge tone="warning">{text}</Badge> : text;
}

type Asked = Parameters<typeof assessment.interviews.list>[0];

/** Who is interviewed when, whether the questions fit the time, and what nobody is asked. */
export function InterviewListPage() {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const weeks = useWeeks();
  const week = weeks.data?.rows[0];
  const add = editor && week && (
    <ButtonLink kind="primary" icon="plus" href={`${listPath(town, 'interview')}/neu`}>
      {m.assessment_interview_create()}
    </ButtonLink>
  );
  return (
    <Page title={m.assessment_interviews()} lead={m.assessment_interviews_lead()} actions={add}>
      {weeks.data && !week && <NoWeek />}
      {week && (
        <>
          <RecordList<Interview>
            list="interviews"
            title={m.assessment_interviews()}
            columns={columns()}
            load={({ filters, ...request }) =>
              assessment.interviews.list({ ...request, ...filters, engagementId: week.id } as Asked)
            }
            rowHref={(row) => recordPath(town, 'interview', row.id)}
            rowName={(row) => row.title}
            empty={{
              icon: 'people',
              title: m.assessment_interviews_empty(),
              why: m.assessment_interviews_empty_why(),
              children: add,
            }}
          />
          <Plan week={week.id} />
        </>
      )}
    </Page>
  );
}

function Plan({ week }: { week: string }) {
  const town = useTown();
  const { data } = useRecord(['interview-plan', town, week], () =>
    assessment.interviewPlan({ town, id: week }),
  );
  if (!data) return null;
  const hours = (minutes: number) => number(minutes / 60, 1);
  return (
    <Section title={m.assessment_plan()}>
      <Stack>
        <p>{m.assessment_plan_sum({ booked: hours(data.booked), needed: hours(data.needed) })}</p>
        {data.over > 0 && (
          <Notice tone="warning" title={m.assessment_plan_over({ minutes: data.over })}>
            <p>{m.assessment_plan_over_text()}</p>
          </Notice>
        )}
        {data.notAsked.length > 0 && (
          <details className="k-details">
            <summary>{m.assessment_not_asked({ count: data.notAsked.length })}</summary>
            <p>{m.assessment_not_asked_text()}</p>
            <ul>
              {data.notAsked.map(({ question, text }) => (
                <li key={question}>{local(text)}</li>
              ))}
            </ul>
          </details>
        )}
      </Stack>
    </Section>
  );
}
