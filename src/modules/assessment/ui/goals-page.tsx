import { useRef } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import {
  type FieldWord,
  RecordForm,
  RecordList,
  useAddress,
  useChain,
  useHolds,
  useRecord,
  useSave,
  useStory,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { NumberField, Select, TextArea, TextField } from '#ui-kit/fields';
import type { Column } from '#ui-kit/list-page';
import { LookupField, type LookupOption } from '#ui-kit/lookup-field';
import { Page, Prose, Section } from '#ui-kit/page';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { FactorsToEdit } from './factors.tsx';
import { GoalPairs } from './goal-pairs.tsx';
import { Missing, NoWeek, useWeeks } from './parts.tsx';
import { useRemoval } from './removal.tsx';
import { assessment, type Goal, goalNumber, organisation } from './words.ts';

const columns = (): Column<Goal>[] => [
  {
    key: 'number',
    title: m.assessment_number(),
    cell: goalNumber,
    sort: true,
    hideable: false,
    width: '5rem',
  },
  { key: 'title', title: m.assessment_goal(), cell: (row) => row.title, primary: true, sort: true },
  { key: 'owner', title: m.assessment_goal_owner(), cell: (row) => row.ownerName ?? '' },
  { key: 'noticedBy', title: m.assessment_goal_noticed(), cell: (row) => row.noticedBy },
  {
    key: 'weight',
    title: m.assessment_goal_weight(),
    cell: (row) => String(row.weight),
    align: 'end',
    sort: true,
  },
  {
    key: 'reached',
    title: m.assessment_goal_reached(),
    cell: (row) => (row.reached === null ? '' : `${row.reached}\u00a0%`),
    align: 'end',
    hidden: true,
  },
];

type Asked = Parameters<typeof assessment.goals.list>[0];

/** What the town wants to reach, by whom it is owned, and how one would notice. */
export function GoalListPage() {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const week = useWeeks().data?.rows[0];
  const add = editor && (
    <ButtonLink kind="primary" icon="plus" href={`${listPath(town, 'goal')}/neu`}>
      {m.assessment_goal_create()}
    </ButtonLink>
  );
  return (
    <Page title={m.assessment_goals()} lead={m.assessment_goals_lead()} actions={add}>
      <RecordList<Goal>
        list="goals"
        title={m.assessment_goals()}
        columns={columns()}
        load={({ filters, ...request }) => assessment.goals.list({ ...request, ...filters } as Asked)}
        rowHref={(row) => recordPath(town, 'goal', row.id)}
        rowName={(row) => `${goalNumber(row)} ${row.title}`}
        empty={{
          icon: 'check',
          title: m.assessment_goals_empty(),
          why: m.assessment_goals_empty_why(),
          children: add,
        }}
      />
      {week && <GoalPairs week={week.id} />}
      {week && <FactorsToEdit week={week.id} />}
    </Page>
  );
}

const FIELDS: Record<string, FieldWord> = {
  title: { label: m.assessment_goal, show: (value) => value },
  noticed_by: { label: m.assessment_goal_noticed, show: (value) => value },
  weight: { label: m.assessment_goal_weight, show: (value) => value },
  reached: { label: m.assessment_goal_reached, show: (value) => `${value}\u00a0%` },
  owner_person_id: { label: m.assessment_goal_owner },
};

export function GoalPage() {
  const town = useTown();
  const id = useAddress().params.id ?? '';
  const { data, error } = useRecord(['goal', town, id], () => assessment.goals.get({ town, id }));
  if (error) return <Missing error={error} title={m.assessment_goals()} back={listPath(town, 'goal')} />;
  return data ? <KnownGoal key={id} goal={data} /> : <Skeleton lines={5} />;
}

function KnownGoal({ goal }: { goal: Goal }) {
  const town = useTown();
  const chain = useChain('goal', goal.id, `${goalNumber(goal)} ${goal.title}`);
  const timeline = useStory(goal.id, FIELDS);
  const reason = useHolds(EDITORS) ? undefined : m.assessment_only_editors();
  const removal = useRemoval({
    kind: 'goal',
    list: 'goals',
    name: goalNumber(goal),
    record: goal,
    remove: assessment.goals.remove,
    reason,
  });
  return (
    <RecordPage
      number={goalNumber(goal)}
      title={goal.title}
      status={{ word: m.assessment_weight_of({ weight: goal.weight }), tone: 'neutral' }}
      back={{ href: listPath(town, 'goal'), label: m.assessment_goals() }}
      facts={[
        { label: m.assessment_goal_owner(), value: goal.ownerName ?? m.assessment_nobody() },
        ...(goal.reached === null
          ? []
          : [{ label: m.assessment_goal_reached(), value: `${goal.reached}\u00a0%` }]),
      ]}
      actions={[
        {
          label: m.assessment_edit(),
          icon: 'edit',
          href: `${recordPath(town, 'goal', goal.id)}/bearbeiten`,
          reason,
        },
        removal,
      ]}
      timeline={timeline}
      chain={chain}
    >
      <Section title={m.assessment_goal_noticed()}>
        <Prose text={goal.noticedBy || m.assessment_not_said()} />
      </Section>
    </RecordPage>
  );
}

interface Value {
  title: string;
  owner: LookupOption | null;
  noticedBy: string;
  weight: number;
  reached: number | null;
}
const fields = ({ owner, ...value }: Value) => ({ ...value, ownerPersonId: owner?.id ?? null });

export function GoalNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const weeks = useWeeks();
  const week = weeks.data?.rows[0];
  const made = useRef<Goal>(undefined);
  const create = useSave(assessment.goals.create, [['goals', town]]);
  const list = listPath(town, 'goal');
  return (
    <Page title={m.assessment_goal_create()} width="text" back={{ href: list, label: m.assessment_goals() }}>
      {weeks.data && !week && <NoWeek />}
      {week && (
        <RecordForm<Value>
          may={EDITORS}
          draftKey="goal:new"
          initial={{ title: '', owner: null, noticedBy: '', weight: 3, reached: null }}
          submit={m.assessment_goal_create()}
          cancelHref={list}
          save={async (value, key) => {
            made.current = await create.mutateAsync({
              input: { town, engagementId: week.id, ...fields(value) },
              key,
            });
          }}
          onSaved={() => made.current && go(recordPath(town, 'goal', made.current.id))}
        >
          {(value, change) => <GoalFields value={value} change={change} />}
        </RecordForm>
      )}
    </Page>
  );
}

const formValue = ({ title, ownerPersonId, ownerName, noticedBy, weight, reached }: Goal): Value => ({
  title,
  owner: ownerPersonId ? { id: ownerPersonId, label: ownerName ?? '' } : null,
  noticedBy,
  weight,
  reached,
});

export function GoalEditPage() {
  const town = useTown();
  const { params, go } = useAddress();
  const id = params.id ?? '';
  const { data, error } = useRecord(['goal', town, id], () => assessment.goals.get({ town, id }));
  const update = useSave(assessment.goals.update, [
    ['goals', town],
    ['goal', town, id],
    ['stories', town, id],
  ]);
  const here = recordPath(town, 'goal', id);
  if (error) return <Missing error={error} title={m.assessment_goals()} back={listPath(town, 'goal')} />;
  if (!data) return <Skeleton lines={5} />;
  return (
    <Page
      title={m.assessment_edit_of({ name: goalNumber(data) })}
      width="text"
      back={{ href: here, label: goalNumber(data) }}
    >
      <RecordForm<Value>
        may={EDITORS}
        draftKey={`goal:${id}`}
        initial={formValue(data)}
        stored={{
          version: data.version,
          read: async () => {
            const now = await assessment.goals.get({ town, id });
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
        {(value, change) => <GoalFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

const WEIGHTS = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));

function GoalFields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  const town = useTown();
  return (
    <>
      <TextField
        name="title"
        label={m.assessment_goal()}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <LookupField
        name="ownerPersonId"
        label={m.assessment_goal_owner()}
        optional
        value={value.owner}
        onChange={(owner) => change({ owner })}
        search={async (q) => {
          const { rows } = await organisation.people.list({ town, limit: 20, ...(q ? { q } : {}) });
          return rows.map(({ id, name, title }) => ({ id, label: name, hint: title }));
        }}
      />
      <TextArea
        name="noticedBy"
        label={m.assessment_goal_noticed()}
        help={m.assessment_goal_noticed_help()}
        optional
        rows={3}
        value={value.noticedBy}
        onChange={(noticedBy) => change({ noticedBy })}
      />
      <Select
        name="weight"
        label={m.assessment_goal_weight()}
        options={WEIGHTS}
        value={String(value.weight)}
        onChange={(weight) => change({ weight: Number(weight) })}
      />
      <NumberField
        name="reached"
        label={m.assessment_goal_reached()}
        help={m.assessment_goal_reached_help()}
        optional
        unit="%"
        min={0}
        max={100}
        value={value.reached}
        onChange={(reached) => change({ reached })}
      />
    </>
  );
}
