import { recordPath } from '#kernel/paths';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { DateField, NumberField, Select, TextArea } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { date, percent } from '#ui-kit/format';
import { LookupField } from '#ui-kit/lookup-field';
import { organisation, usePersonOptions } from './clients.ts';
import { DutiesByPerson, RoleUnions } from './duty-overview.tsx';
import { roleTitle, said, useRoles } from './roles.ts';
import type { FieldsProps, SimpleKind } from './simple-kind.ts';
import { SimpleList } from './simple-list.tsx';
import { SimpleRecord } from './simple-record.tsx';

type Duty = Awaited<ReturnType<typeof organisation.duties.get>>;
type Fields = Pick<Duty, 'personId' | 'role' | 'sharePercent' | 'since' | 'note'>;
interface Value {
  person: { id: string; label: string } | null;
  role: string;
  sharePercent: number | null;
  since: string;
  note: string;
}

function RoleName({ role }: { role: string }) {
  return roleTitle(useRoles()?.roles, role);
}

const share = (duty: Duty) => percent(duty.sharePercent / 100);

const duties: SimpleKind<Duty, Fields, Value> = {
  kind: 'duty',
  list: 'duties',
  touches: ['people'],
  calls: organisation.duties,
  searchable: false,
  useFilters: () => [{ key: 'personId', title: m.organisation_person(), options: usePersonOptions() }],
  words: () => ({
    title: m.organisation_duties(),
    one: m.organisation_duty(),
    lead: m.organisation_duties_lead(),
    create: m.organisation_duty_create(),
    emptyTitle: m.organisation_duties_empty(),
    emptyWhy: m.organisation_duties_empty_why(),
  }),
  columns: (town) => [
    {
      key: 'role',
      title: m.organisation_role(),
      cell: (row) => <RoleName role={row.role} />,
      text: (row) => row.role,
      primary: true,
      sort: true,
    },
    {
      key: 'person',
      title: m.organisation_person(),
      cell: (row) => <a href={recordPath(town, 'person', row.personId)}>{row.personName}</a>,
      text: (row) => row.personName,
      sort: true,
    },
    { key: 'sharePercent', title: m.organisation_share(), cell: share, align: 'end' },
    { key: 'since', title: m.organisation_since(), cell: (row) => (row.since ? date(row.since) : '') },
    { key: 'note', title: m.organisation_note(), cell: (row) => row.note },
  ],
  name: (view) => view.personName,
  blank: (query) => ({
    person: query.person ? { id: query.person, label: '' } : null,
    role: '',
    sharePercent: 0,
    since: '',
    note: '',
  }),
  toForm: (view) => ({
    person: { id: view.personId, label: view.personName },
    role: view.role,
    sharePercent: view.sharePercent,
    since: view.since ?? '',
    note: view.note,
  }),
  toFields: ({ person, since, ...value }) =>
    ({ ...value, personId: person?.id ?? null, since: since || null }) as Fields,
  Fields: DutyFields,
  facts: (view) => [
    { label: m.organisation_role(), value: <RoleName role={view.role} /> },
    { label: m.organisation_person(), value: view.personName },
    { label: m.organisation_share(), value: share(view) },
    { label: m.organisation_since(), value: view.since ? date(view.since) : '' },
    { label: m.organisation_note(), value: view.note },
  ],
};

function DutyFields({ value, change }: FieldsProps<Value>) {
  const roles = useRoles()?.roles ?? [];
  const chosen = roles.find(({ key }) => key === value.role);
  return (
    <>
      <PersonField value={value.person} onChange={(person) => change({ person })} />
      <Select
        name="role"
        label={m.organisation_role()}
        help={chosen ? said(chosen.purpose) : m.organisation_role_help()}
        none={m.organisation_choose()}
        options={roles.map(({ key, title }) => ({ value: key, label: said(title) }))}
        value={value.role}
        onChange={(role) => change({ role })}
      />
      <FormRow>
        <NumberField
          name="sharePercent"
          label={m.organisation_share()}
          help={m.organisation_share_help()}
          unit="%"
          min={0}
          max={100}
          value={value.sharePercent}
          onChange={(sharePercent) => change({ sharePercent })}
        />
        <DateField
          name="since"
          label={m.organisation_since()}
          optional
          value={value.since}
          onChange={(since) => change({ since })}
        />
      </FormRow>
      <TextArea
        name="note"
        label={m.organisation_note()}
        optional
        value={value.note}
        onChange={(note) => change({ note })}
      />
    </>
  );
}

/** A person named only by the address (`?person=`) gets the name from the server. */
function PersonField(props: { value: Value['person']; onChange: (value: Value['person']) => void }) {
  const town = useTown();
  const { value, onChange } = props;
  const nameless = value !== null && value.label === '';
  const person = useRecord(
    ['person', town, value?.id],
    () => organisation.people.get({ town, id: value?.id ?? '' }),
    nameless,
  );
  const shown = value && nameless ? { id: value.id, label: person.data?.name ?? '' } : value;
  return (
    <LookupField
      name="personId"
      label={m.organisation_person()}
      value={shown}
      onChange={(next) => onChange(next && { id: next.id, label: next.label })}
      search={async (q) => {
        const { rows } = await organisation.people.list({ town, limit: 20, ...(q ? { q } : {}) });
        return rows.map(({ id, name, title }) => ({ id, label: name, hint: title }));
      }}
    />
  );
}

export const DutyListPage = () => (
  <SimpleList of={duties} above={<RoleUnions />}>
    <DutiesByPerson />
  </SimpleList>
);
export const DutyPage = () => <SimpleRecord of={duties} />;
