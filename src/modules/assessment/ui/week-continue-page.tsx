import { useState } from 'react';
import { addDays, localDate } from '#kernel/dates';
import { EDITORS } from '#kernel/functions';
import { recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { DateField, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { Missing } from './parts.tsx';
import { assessment, type Engagement } from './words.ts';

type Done = Awaited<ReturnType<typeof assessment.continueWeek>>;
interface Value {
  title: string;
  startsOn: string;
  endsOn: string;
}
const DAYS = 4;

/** `/analysewoche/<id>/fortsetzen`: the next week begins with what this one found. */
export function WeekContinuePage() {
  const town = useTown();
  const id = useAddress().params.id ?? '';
  const { data, error } = useRecord(['engagement', town, id], () => assessment.engagements.get({ town, id }));
  if (error)
    return <Missing error={error} title={m.assessment_weeks()} back={recordPath(town, 'engagement', id)} />;
  return data ? <Continuation key={id} week={data} /> : <Skeleton lines={6} />;
}

function Continuation({ week }: { week: Engagement }) {
  const town = useTown();
  const [done, setDone] = useState<Done>();
  const here = recordPath(town, 'engagement', week.id);
  const save = useSave(assessment.continueWeek, [
    ['engagements', town],
    ['ratings', town],
    ['goals', town],
    ['overview', town],
  ]);
  return (
    <Page
      title={m.assessment_continue_title()}
      lead={m.assessment_continue_lead({ title: week.title })}
      width="text"
      back={{ href: here, label: week.title }}
    >
      {done ? (
        <Continued done={done} />
      ) : (
        <RecordForm<Value>
          may={EDITORS}
          draftKey={`engagement:continue:${week.id}`}
          initial={{ title: '', startsOn: '', endsOn: '' }}
          submit={m.assessment_continue_save()}
          cancelHref={here}
          save={async (value, key) => {
            setDone(await save.mutateAsync({ input: { town, id: week.id, ...value }, key }));
          }}
        >
          {(value, change) => (
            <>
              <TextField
                name="title"
                label={m.assessment_week_title()}
                maxLength={200}
                value={value.title}
                onChange={(title) => change({ title })}
              />
              <FormRow>
                <DateField
                  name="startsOn"
                  label={m.assessment_week_starts()}
                  value={value.startsOn}
                  onChange={(startsOn) =>
                    change({
                      startsOn,
                      ...(startsOn && !value.endsOn ? { endsOn: addDays(localDate(startsOn), DAYS) } : {}),
                    })
                  }
                />
                <DateField
                  name="endsOn"
                  label={m.assessment_week_ends()}
                  value={value.endsOn}
                  onChange={(endsOn) => change({ endsOn })}
                />
              </FormRow>
            </>
          )}
        </RecordForm>
      )}
    </Page>
  );
}

/** What was taken over, and what the catalogues no longer know. */
function Continued({ done }: { done: Done }) {
  const { id, ratings, goals, agenda, unrated, leftOut } = done;
  return (
    <Notice tone="success" title={m.assessment_continued()}>
      <p>{m.assessment_continued_text({ ratings, goals, agenda, unrated })}</p>
      {leftOut.length > 0 && <p>{m.assessment_continued_left_out({ names: leftOut.join(', ') })}</p>}
      <ButtonLink kind="primary" href={recordPath(useTown(), 'engagement', id)}>
        {m.assessment_continued_open()}
      </ButtonLink>
    </Notice>
  );
}
