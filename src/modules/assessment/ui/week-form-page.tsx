import { useRef } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { DateField, Select, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { Missing } from './parts.tsx';
import { assessment, type Engagement, options, STATUS_WORDS } from './words.ts';

type Plain = 'title' | 'startsOn' | 'endsOn' | 'status' | 'assignment' | 'targetPicture';
type Value = Pick<Engagement, Plain> & { targetAgreedOn: string };
const BLANK: Value = {
  title: '',
  startsOn: '',
  endsOn: '',
  status: 'planned',
  assignment: '',
  targetPicture: '',
  targetAgreedOn: '',
};
const fields = (value: Value) => ({ ...value, targetAgreedOn: value.targetAgreedOn || null });

export function WeekNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<Engagement>(undefined);
  const create = useSave(assessment.engagements.create, [
    ['engagements', town],
    ['overview', town],
  ]);
  const list = listPath(town, 'engagement');
  return (
    <Page title={m.assessment_week_create()} width="text" back={{ href: list, label: m.assessment_weeks() }}>
      <RecordForm<Value>
        may={EDITORS}
        draftKey="engagement:new"
        initial={BLANK}
        submit={m.assessment_week_create()}
        cancelHref={list}
        save={async (value, key) => {
          made.current = await create.mutateAsync({ input: { town, ...fields(value) }, key });
        }}
        onSaved={() => made.current && go(recordPath(town, 'engagement', made.current.id))}
      >
        {(value, change) => <Fields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

const formValue = (week: Engagement): Value => ({
  title: week.title,
  startsOn: week.startsOn,
  endsOn: week.endsOn,
  status: week.status,
  assignment: week.assignment,
  targetPicture: week.targetPicture,
  targetAgreedOn: week.targetAgreedOn ?? '',
});

export function WeekEditPage() {
  const town = useTown();
  const { params, go } = useAddress();
  const id = params.id ?? '';
  const { data, error } = useRecord(['engagement', town, id], () => assessment.engagements.get({ town, id }));
  const update = useSave(assessment.engagements.update, [
    ['engagements', town],
    ['engagement', town, id],
    ['overview', town],
  ]);
  const here = recordPath(town, 'engagement', id);
  if (error)
    return <Missing error={error} title={m.assessment_weeks()} back={listPath(town, 'engagement')} />;
  if (!data) return <Skeleton lines={6} />;
  const { title } = data;
  return (
    <Page title={m.assessment_week_edit()} width="text" back={{ href: here, label: title }}>
      <RecordForm<Value>
        may={EDITORS}
        draftKey={`engagement:${id}`}
        initial={formValue(data)}
        stored={{
          version: data.version,
          read: async () => {
            const now = await assessment.engagements.get({ town, id });
            return { version: now.version, value: formValue(now) };
          },
        }}
        submit={m.assessment_save()}
        cancelHref={here}
        save={(value, _key, version) =>
          update.mutateAsync({ input: { town, id, ...fields(value) }, version })
        }
        onSaved={() => {
          toast(m.assessment_saved());
          go(here);
        }}
      >
        {(value, change) => <Fields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

function Fields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  return (
    <>
      <TextField
        name="title"
        label={m.assessment_week_title()}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <FormRow>
        <DateField
          name="startsOn"
          label={m.assessment_week_starts()}
          value={value.startsOn}
          onChange={(startsOn) => change({ startsOn })}
        />
        <DateField
          name="endsOn"
          label={m.assessment_week_ends()}
          value={value.endsOn}
          onChange={(endsOn) => change({ endsOn })}
        />
        <Select
          name="status"
          label={m.assessment_status()}
          options={options(STATUS_WORDS)}
          value={value.status}
          onChange={(status) => change({ status: status as Value['status'] })}
        />
      </FormRow>
      <TextArea
        name="assignment"
        label={m.assessment_assignment()}
        help={m.assessment_assignment_help()}
        optional
        rows={6}
        value={value.assignment}
        onChange={(assignment) => change({ assignment })}
      />
      <TextArea
        name="targetPicture"
        label={m.assessment_target_picture()}
        help={m.assessment_target_help()}
        optional
        rows={8}
        value={value.targetPicture}
        onChange={(targetPicture) => change({ targetPicture })}
      />
      <DateField
        name="targetAgreedOn"
        label={m.assessment_target_agreed_on()}
        optional
        value={value.targetAgreedOn}
        onChange={(targetAgreedOn) => change({ targetAgreedOn })}
      />
    </>
  );
}
