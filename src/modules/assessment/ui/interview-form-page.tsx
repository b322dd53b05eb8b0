import { useRef } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useEveryRow, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { CheckGroup } from '#ui-kit/choices';
import { NumberField, Select, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { FRAMEWORKS } from '../domain/rating.ts';
import { TailoringPreview } from './interview-preview.tsx';
import { Missing, NoWeek, useWeeks } from './parts.tsx';
import {
  assessment,
  catalogue,
  FRAMEWORK_WORDS,
  INTERVIEW_STATUS_WORDS,
  type Interview,
  local,
  options,
  organisation,
} from './words.ts';

type Value = Pick<Interview, 'title' | 'people' | 'roles' | 'siteIds' | 'without' | 'starts' | 'status'> & {
  depth: string;
  minutes: number | null;
  day: string;
};
const BLANK: Value = {
  title: '',
  people: '',
  roles: [],
  siteIds: [],
  without: [],
  starts: '',
  status: 'planned',
  depth: '1',
  minutes: 60,
  day: '1',
};
const fields = (value: Value) => ({
  ...value,
  depth: Number(value.depth),
  minutes: value.minutes ?? 0,
  day: Number(value.day),
});
const formValue = (row: Interview): Value => ({
  title: row.title,
  people: row.people,
  roles: row.roles,
  siteIds: row.siteIds,
  without: row.without,
  starts: row.starts,
  status: row.status,
  depth: String(row.depth),
  minutes: row.minutes,
  day: String(row.day),
});

export function InterviewNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const weeks = useWeeks();
  const week = weeks.data?.rows[0];
  const made = useRef<Interview>(undefined);
  const create = useSave(assessment.interviews.create, [
    ['interviews', town],
    ['interview-plan', town],
  ]);
  const list = listPath(town, 'interview');
  const editor = useHolds(EDITORS);
  return (
    <Page
      title={m.assessment_interview_create()}
      width="text"
      back={{ href: list, label: m.assessment_interviews() }}
    >
      {!editor && <Notice title={m.assessment_only_editors()} />}
      {weeks.data && !week && <NoWeek />}
      {editor && week && (
        <RecordForm<Value>
          draftKey="interview:new"
          initial={BLANK}
          submit={m.assessment_interview_create()}
          cancelHref={list}
          save={async (value, key) => {
            const input = { town, engagementId: week.id, ...fields(value) };
            made.current = await create.mutateAsync({ input, key });
          }}
          onSaved={() => made.current && go(recordPath(town, 'interview', made.current.id))}
        >
          {(value, change) => <InterviewFields value={value} change={change} />}
        </RecordForm>
      )}
    </Page>
  );
}

export function InterviewEditPage() {
  const town = useTown();
  const { params, go } = useAddress();
  const id = params.id ?? '';
  const { data, error } = useRecord(['interview', town, id], () => assessment.interviews.get({ town, id }));
  const update = useSave(assessment.interviews.update, [
    ['interviews', town],
    ['interview', town, id],
    ['interview-sheet', town, id],
    ['interview-plan', town],
  ]);
  const here = recordPath(town, 'interview', id);
  if (error)
    return <Missing error={error} title={m.assessment_interviews()} back={listPath(town, 'interview')} />;
  if (!data) return <Skeleton lines={5} />;
  return (
    <Page title={data.title} width="text" back={{ href: here, label: m.assessment_interview() }}>
      <RecordForm<Value>
        draftKey={`interview:${id}`}
        initial={formValue(data)}
        stored={{
          version: data.version,
          read: async () => {
            const now = await assessment.interviews.get({ town, id });
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
        {(value, change) => <InterviewFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

/** Single requirements stay left out; a framework does when it is not chosen. */
const leftOut = (before: readonly string[], about: readonly string[]): string[] => [
  ...before.filter((key) => key.includes(':')),
  ...FRAMEWORKS.filter((id) => !about.includes(id)),
];

const DAYS = ['1', '2', '3', '4', '5'];
const numbers = (values: string[], word: (value: string) => string) =>
  values.map((value) => ({ value, label: word(value) }));

function InterviewFields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  const town = useTown();
  const roles = useRecord(['roles', town], () => catalogue.roles({ town })).data?.roles ?? [];
  const sites = useEveryRow(['sites', town], (page) => organisation.sites.list({ town, ...page }));
  return (
    <>
      <TextField
        name="title"
        label={m.assessment_interview_title()}
        help={m.assessment_interview_title_help()}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <TextField
        name="people"
        label={m.assessment_interview_people()}
        optional
        value={value.people}
        onChange={(people) => change({ people })}
      />
      <CheckGroup
        name="roles"
        label={m.assessment_interview_roles()}
        help={m.assessment_interview_roles_help()}
        options={roles.map(({ key, title }) => ({ value: key, label: local(title) }))}
        value={value.roles}
        onChange={(chosen) => change({ roles: chosen })}
      />
      <CheckGroup
        name="without"
        label={m.assessment_interview_about()}
        help={m.assessment_interview_about_help()}
        options={FRAMEWORKS.map((id) => ({ value: id, label: FRAMEWORK_WORDS[id] }))}
        value={FRAMEWORKS.filter((id) => !value.without.includes(id))}
        onChange={(about) => change({ without: leftOut(value.without, about) })}
      />
      <Select
        name="depth"
        label={m.assessment_depth()}
        help={m.assessment_depth_help()}
        options={[
          { value: '1', label: m.assessment_depth_1() },
          { value: '2', label: m.assessment_depth_2() },
          { value: '3', label: m.assessment_depth_3() },
        ]}
        value={value.depth}
        onChange={(depth) => change({ depth })}
      />
      <When value={value} change={change} />
      {(sites.data?.length ?? 0) > 0 && (
        <CheckGroup
          name="siteIds"
          label={m.assessment_interview_sites()}
          help={m.assessment_interview_sites_help()}
          options={(sites.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={value.siteIds}
          onChange={(siteIds) => change({ siteIds })}
        />
      )}
      <TailoringPreview
        roles={value.roles}
        siteIds={value.siteIds}
        without={value.without}
        depth={Number(value.depth)}
        minutes={value.minutes}
      />
      <Select
        name="status"
        label={m.assessment_status()}
        options={options(INTERVIEW_STATUS_WORDS)}
        value={value.status}
        onChange={(status) => change({ status: status as Value['status'] })}
      />
    </>
  );
}

function When({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  return (
    <FormRow>
      <Select
        name="day"
        label={m.assessment_day_of_week()}
        options={numbers(DAYS, (day) => m.assessment_day_number({ day: Number(day) }))}
        value={value.day}
        onChange={(day) => change({ day })}
      />
      <TextField
        name="starts"
        label={m.assessment_starts()}
        type="time"
        optional
        value={value.starts}
        onChange={(starts) => change({ starts })}
      />
      <NumberField
        name="minutes"
        label={m.assessment_booked_minutes()}
        unit={m.assessment_minutes_unit()}
        min={5}
        max={480}
        value={value.minutes}
        onChange={(minutes) => change({ minutes })}
      />
    </FormRow>
  );
}
