import { listPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { NumberField, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { number } from '#ui-kit/format';
import { organisation } from './clients.ts';
import type { FieldsProps, SimpleKind } from './simple-kind.ts';
import { SimpleList } from './simple-list.tsx';
import { SimpleRecord } from './simple-record.tsx';

type Office = Awaited<ReturnType<typeof organisation.offices.get>>;
type Fields = Pick<Office, 'name' | 'short' | 'itWorkplaces' | 'headTitle'>;
type Value = Omit<Fields, 'itWorkplaces'> & { itWorkplaces: number | null };

const offices: SimpleKind<Office, Fields, Value> = {
  kind: 'office',
  list: 'offices',
  touches: ['people'],
  calls: organisation.offices,
  words: () => ({
    title: m.organisation_offices(),
    one: m.organisation_office(),
    lead: m.organisation_offices_lead(),
    create: m.organisation_office_create(),
    emptyTitle: m.organisation_offices_empty(),
    emptyWhy: m.organisation_offices_empty_why(),
  }),
  columns: () => [
    { key: 'name', title: m.organisation_name(), cell: (row) => row.name, primary: true, sort: true },
    { key: 'short', title: m.organisation_short(), cell: (row) => row.short },
    { key: 'headTitle', title: m.organisation_head(), cell: (row) => row.headTitle },
    {
      key: 'itWorkplaces',
      title: m.organisation_workplaces(),
      cell: (row) => number(row.itWorkplaces),
      text: (row) => String(row.itWorkplaces),
      align: 'end',
    },
  ],
  name: (view) => view.name,
  blank: () => ({ name: '', short: '', itWorkplaces: 0, headTitle: '' }),
  toForm: ({ name, short, itWorkplaces, headTitle }) => ({ name, short, itWorkplaces, headTitle }),
  toFields: (value) => value as Fields,
  Fields: OfficeFields,
  below: (view) => <PeopleOf office={view} />,
  facts: (view) => [
    { label: m.organisation_short(), value: view.short },
    { label: m.organisation_head(), value: view.headTitle },
    { label: m.organisation_workplaces(), value: number(view.itWorkplaces) },
  ],
};

function OfficeFields({ value, change }: FieldsProps<Value>) {
  return (
    <>
      <TextField
        name="name"
        label={m.organisation_name()}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <FormRow>
        <TextField
          name="short"
          label={m.organisation_short()}
          optional
          value={value.short}
          onChange={(short) => change({ short })}
        />
        <NumberField
          name="itWorkplaces"
          label={m.organisation_workplaces()}
          help={m.organisation_workplaces_help()}
          min={0}
          value={value.itWorkplaces}
          onChange={(itWorkplaces) => change({ itWorkplaces })}
        />
      </FormRow>
      <TextField
        name="headTitle"
        label={m.organisation_head()}
        help={m.organisation_head_help()}
        optional
        value={value.headTitle}
        onChange={(headTitle) => change({ headTitle })}
      />
    </>
  );
}

function PeopleOf({ office }: { office: Office }) {
  return (
    <p>
      <ButtonLink small kind="quiet" href={`${listPath(useTown(), 'person')}?f.officeId=${office.id}`}>
        {m.organisation_office_people()}
      </ButtonLink>
    </p>
  );
}

export const OfficeListPage = () => <SimpleList of={offices} />;
export const OfficePage = () => <SimpleRecord of={offices} />;
