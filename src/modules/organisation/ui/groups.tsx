import { recordPath } from '#kernel/paths';
import { useEveryRow, useTown } from '#platform/client';
import { m } from '#texts';
import { NumberField, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { Section } from '#ui-kit/page';
import { organisation } from './clients.ts';
import type { FieldsProps, SimpleKind } from './simple-kind.ts';
import { SimpleList } from './simple-list.tsx';
import { SimpleRecord } from './simple-record.tsx';

type Group = Awaited<ReturnType<typeof organisation.stakeholderGroups.get>>;
type Fields = Pick<Group, 'name' | 'concern' | 'influence' | 'interest'>;
type Value = Omit<Fields, 'influence' | 'interest'> & { influence: number | null; interest: number | null };

const ofFive = (value: number) => m.organisation_of_five({ value });

const groups: SimpleKind<Group, Fields, Value> = {
  kind: 'stakeholder_group',
  list: 'stakeholder-groups',
  touches: ['people'],
  calls: organisation.stakeholderGroups,
  words: () => ({
    title: m.organisation_groups(),
    one: m.organisation_group(),
    lead: m.organisation_groups_lead(),
    create: m.organisation_group_create(),
    emptyTitle: m.organisation_groups_empty(),
    emptyWhy: m.organisation_groups_empty_why(),
  }),
  columns: () => [
    { key: 'name', title: m.organisation_name(), cell: (row) => row.name, primary: true, sort: true },
    { key: 'concern', title: m.organisation_concern(), cell: (row) => row.concern },
    {
      key: 'influence',
      title: m.organisation_influence(),
      cell: (row) => ofFive(row.influence),
      align: 'end',
      sort: true,
    },
    {
      key: 'interest',
      title: m.organisation_interest(),
      cell: (row) => ofFive(row.interest),
      align: 'end',
    },
  ],
  name: (view) => view.name,
  blank: () => ({ name: '', concern: '', influence: 3, interest: 3 }),
  toForm: ({ name, concern, influence, interest }) => ({ name, concern, influence, interest }),
  toFields: (value) => value as Fields,
  Fields: GroupFields,
  facts: (view) => [
    { label: m.organisation_concern(), value: view.concern },
    { label: m.organisation_influence(), value: ofFive(view.influence) },
    { label: m.organisation_interest(), value: ofFive(view.interest) },
  ],
  below: (view) => <PeopleOf group={view} />,
};

/** Who belongs to the group: the people to invite and to ask. */
function PeopleOf({ group }: { group: Group }) {
  const town = useTown();
  const { data } = useEveryRow(['people', town, group.id], (page) =>
    organisation.people.list({ town, stakeholderGroupId: group.id, ...page }),
  );
  return (
    <Section title={m.organisation_people()}>
      {data?.length === 0 && <p>{m.organisation_group_no_people()}</p>}
      <ul>
        {data?.map(({ id, name, title }) => (
          <li key={id}>
            <a href={recordPath(town, 'person', id)}>{name}</a>
            {title && `, ${title}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function GroupFields({ value, change }: FieldsProps<Value>) {
  return (
    <>
      <TextField
        name="name"
        label={m.organisation_name()}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <TextArea
        name="concern"
        label={m.organisation_concern()}
        help={m.organisation_concern_help()}
        optional
        value={value.concern}
        onChange={(concern) => change({ concern })}
      />
      <FormRow>
        <NumberField
          name="influence"
          label={m.organisation_influence()}
          help={m.organisation_scale_help()}
          min={1}
          max={5}
          value={value.influence}
          onChange={(influence) => change({ influence })}
        />
        <NumberField
          name="interest"
          label={m.organisation_interest()}
          help={m.organisation_scale_help()}
          min={1}
          max={5}
          value={value.interest}
          onChange={(interest) => change({ interest })}
        />
      </FormRow>
    </>
  );
}

export const GroupListPage = () => <SimpleList of={groups} />;
export const GroupPage = () => <SimpleRecord of={groups} />;
