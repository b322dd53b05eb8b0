import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { DateField, NumberField, Select, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { date, percent } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { organisation, useDuties, useGroupOptions, useOfficeOptions, useRooms } from './clients.ts';
import { roleTitle, useRoles } from './roles.ts';
import type { FieldsProps, SimpleKind } from './simple-kind.ts';
import { SimpleList } from './simple-list.tsx';
import { SimpleRecord } from './simple-record.tsx';

type Person = Awaited<ReturnType<typeof organisation.people.get>>;
type Fields = Pick<
  Person,
  | 'name'
  | 'title'
  | 'email'
  | 'worksInId'
  | 'stakeholderGroupId'
  | 'concern'
  | 'influence'
  | 'login'
  | 'personnelKey'
  | 'phone'
  | 'roomId'
  | 'leftOn'
>;
type Value = Record<Exclude<keyof Fields, 'influence'>, string> & { influence: number | null };

const influenceOf = ({ influence }: Pick<Person, 'influence'>): string =>
  influence ? m.organisation_of_five({ value: influence }) : '';

const people: SimpleKind<Person, Fields, Value> = {
  kind: 'person',
  list: 'people',
  touches: ['duties'],
  calls: organisation.people,
  words: () => ({
    title: m.organisation_people(),
    one: m.organisation_person(),
    lead: m.organisation_people_lead(),
    create: m.organisation_person_create(),
    emptyTitle: m.organisation_people_empty(),
    emptyWhy: m.organisation_people_empty_why(),
  }),
  columns: () => [
    { key: 'name', title: m.organisation_name(), cell: (row) => row.name, primary: true, sort: true },
    { key: 'title', title: m.organisation_title(), cell: (row) => row.title },
    { key: 'office', title: m.organisation_office(), cell: (row) => row.officeName ?? '' },
    { key: 'group', title: m.organisation_group(), cell: (row) => row.stakeholderGroupName ?? '' },
    { key: 'email', title: m.organisation_email(), cell: (row) => row.email, hidden: true },
    { key: 'phone', title: m.organisation_phone(), cell: (row) => row.phone ?? '', hidden: true },
    { key: 'room', title: m.organisation_room(), cell: (row) => row.roomName ?? '', hidden: true },
    { key: 'login', title: m.organisation_login(), cell: (row) => row.login ?? '', hidden: true },
    {
      key: 'personnelKey',
      title: m.organisation_personnel_key(),
      cell: (row) => row.personnelKey ?? '',
      hidden: true,
    },
    {
      key: 'leftOn',
      title: m.organisation_left_on(),
      cell: (row) => (row.leftOn ? date(row.leftOn) : ''),
      hidden: true,
    },
    { key: 'concern', title: m.organisation_concern(), cell: (row) => row.concern ?? '', hidden: true },
    {
      key: 'influence',
      title: m.organisation_influence(),
      cell: (row) => influenceOf(row),
      align: 'end',
      hidden: true,
    },
  ],
  name: (view) => view.name,
  blank: () => ({
    name: '',
    title: '',
    email: '',
    worksInId: '',
    stakeholderGroupId: '',
    concern: '',
    influence: null,
    login: '',
    personnelKey: '',
    phone: '',
    roomId: '',
    leftOn: '',
  }),
  toForm: (view) => ({
    name: view.name,
    title: view.title,
    email: view.email,
    worksInId: view.worksInId ?? '',
    stakeholderGroupId: view.stakeholderGroupId ?? '',
    concern: view.concern ?? '',
    influence: view.influence ?? null,
    login: view.login ?? '',
    personnelKey: view.personnelKey ?? '',
    phone: view.phone ?? '',
    roomId: view.roomId ?? '',
    leftOn: view.leftOn ?? '',
  }),
  toFields: (value) => ({
    ...value,
    worksInId: value.worksInId || null,
    stakeholderGroupId: value.stakeholderGroupId || null,
    roomId: value.roomId || null,
    leftOn: value.leftOn || null,
  }),
  Fields: PersonFields,
  useFilters: () => [
    { key: 'officeId', title: m.organisation_office(), options: useOfficeOptions() },
    { key: 'stakeholderGroupId', title: m.organisation_group(), options: useGroupOptions() },
  ],
  facts: (view) => [
    { label: m.organisation_title(), value: view.title },
    { label: m.organisation_office(), value: view.officeName },
    { label: m.organisation_group(), value: view.stakeholderGroupName },
    { label: m.organisation_concern(), value: view.concern },
    { label: m.organisation_influence(), value: influenceOf(view) },
    { label: m.organisation_email(), value: view.email && <a href={`mailto:${view.email}`}>{view.email}</a> },
    { label: m.organisation_phone(), value: view.phone },
    { label: m.organisation_room(), value: view.roomName },
    { label: m.organisation_login(), value: view.login },
    { label: m.organisation_personnel_key(), value: view.personnelKey },
    { label: m.organisation_left_on(), value: view.leftOn && date(view.leftOn) },
  ],
  below: (view) => <DutiesOf person={view} />,
};

function PersonFields({ value, change }: FieldsProps<Value>) {
  return (
    <>
      <TextField
        name="name"
        label={m.organisation_name()}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <TextField
        name="title"
        label={m.organisation_title()}
        help={m.organisation_title_help()}
        optional
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <TextField
        name="email"
        label={m.organisation_email()}
        type="email"
        optional
        value={value.email}
        onChange={(email) => change({ email })}
      />
      <Select
        name="worksInId"
        label={m.organisation_office()}
        optional
        none={m.organisation_none()}
        options={useOfficeOptions()}
        value={value.worksInId}
        onChange={(worksInId) => change({ worksInId })}
      />
      <Select
        name="stakeholderGroupId"
        label={m.organisation_group()}
        help={m.organisation_group_help()}
        optional
        none={m.organisation_none()}
        options={useGroupOptions()}
        value={value.stakeholderGroupId}
        onChange={(stakeholderGroupId) => change({ stakeholderGroupId })}
      />
      <TextArea
        name="concern"
        label={m.organisation_concern()}
        help={m.organisation_person_concern_help()}
        optional
        value={value.concern}
        onChange={(concern) => change({ concern })}
      />
      <NumberField
        name="influence"
        label={m.organisation_influence()}
        help={m.organisation_person_influence_help()}
        optional
        min={1}
        max={5}
        value={value.influence}
        onChange={(influence) => change({ influence })}
      />
      <AtWorkFields value={value} change={change} />
    </>
  );
}

/** What the personnel office knows of somebody. */
function AtWorkFields({ value, change }: FieldsProps<Value>) {
  const rooms = useRooms() ?? [];
  return (
    <>
      <FormRow>
        <TextField
          name="phone"
          label={m.organisation_phone()}
          optional
          value={value.phone}
          onChange={(phone) => change({ phone })}
        />
        <Select
          name="roomId"
          label={m.organisation_room()}
          optional
          none={m.organisation_none()}
          options={rooms.map(({ id, name, siteName }) => ({ value: id, label: `${siteName}: ${name}` }))}
          value={value.roomId}
          onChange={(roomId) => change({ roomId })}
        />
      </FormRow>
      <TextField
        name="login"
        label={m.organisation_login()}
        help={m.organisation_login_of_person_help()}
        optional
        autoComplete="off"
        value={value.login}
        onChange={(login) => change({ login })}
      />
      <FormRow>
        <TextField
          name="personnelKey"
          label={m.organisation_personnel_key()}
          optional
          autoComplete="off"
          value={value.personnelKey}
          onChange={(personnelKey) => change({ personnelKey })}
        />
        <DateField
          name="leftOn"
          label={m.organisation_left_on()}
          optional
          value={value.leftOn}
          onChange={(leftOn) => change({ leftOn })}
        />
      </FormRow>
    </>
  );
}

function DutiesOf({ person }: { person: Person }) {
  const town = useTown();
  const roles = useRoles()?.roles;
  const duties = useDuties({ personId: person.id });
  const add = useHolds(EDITORS) && (
    <ButtonLink small icon="plus" href={`${listPath(town, 'duty')}/neu?person=${person.id}`}>
      {m.organisation_duty_create()}
    </ButtonLink>
  );
  return (
    <Section title={m.organisation_duties()} actions={add}>
      {duties?.length === 0 && <p>{m.organisation_person_no_duties()}</p>}
      <ul>
        {duties?.map((duty) => (
          <li key={duty.id}>
            <a href={recordPath(town, 'duty', duty.id)}>{roleTitle(roles, duty.role)}</a>{' '}
            {m.organisation_share_of_time({ share: percent(duty.sharePercent / 100) })}
          </li>
        ))}
      </ul>
      {duties && duties.length > 0 && (
        <p>
          <ButtonLink small kind="quiet" href={`${listPath(town, 'duty')}?f.personId=${person.id}`}>
            {m.organisation_person_duties_list()}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}

export const PersonListPage = () => <SimpleList of={people} imports="people" />;
export const PersonPage = () => <SimpleRecord of={people} />;
