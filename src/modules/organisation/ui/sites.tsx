import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { Checkbox } from '#ui-kit/choices';
import { TextArea, TextField } from '#ui-kit/fields';
import { number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { organisation, useRooms } from './clients.ts';
import { FilesOf } from './files-of.tsx';
import { ItemsIn } from './items-in.tsx';
import type { FieldsProps, SimpleKind } from './simple-kind.ts';
import { SimpleList } from './simple-list.tsx';
import { SimpleRecord } from './simple-record.tsx';

type Site = Awaited<ReturnType<typeof organisation.sites.get>>;
type Value = Pick<Site, 'name' | 'kind' | 'street' | 'inScope' | 'scopeNote'>;

const scopeWord = (site: Site) => (site.inScope ? m.organisation_in_scope() : m.organisation_out_of_scope());

function Scope({ site }: { site: Site }) {
  return site.inScope ? (
    <Badge tone="success">{scopeWord(site)}</Badge>
  ) : (
    <>
      <Badge tone="warning">{scopeWord(site)}</Badge> <span className="k-small">{site.scopeNote}</span>
    </>
  );
}

const sites: SimpleKind<Site, Value, Value> = {
  kind: 'site',
  list: 'sites',
  touches: ['rooms', 'items'],
  calls: organisation.sites,
  words: () => ({
    title: m.organisation_sites(),
    one: m.organisation_site(),
    lead: m.organisation_sites_lead(),
    create: m.organisation_site_create(),
    emptyTitle: m.organisation_sites_empty(),
    emptyWhy: m.organisation_sites_empty_why(),
  }),
  columns: () => [
    { key: 'name', title: m.organisation_name(), cell: (row) => row.name, primary: true, sort: true },
    { key: 'kind', title: m.organisation_kind(), cell: (row) => row.kind },
    { key: 'street', title: m.organisation_street(), cell: (row) => row.street },
    {
      key: 'rooms',
      title: m.organisation_rooms(),
      cell: (row) => number(row.rooms),
      text: (row) => String(row.rooms),
      align: 'end',
    },
    {
      key: 'inScope',
      title: m.organisation_scope(),
      cell: (row) => <Scope site={row} />,
      text: (row) => [scopeWord(row), row.scopeNote].filter(Boolean).join(': '),
    },
  ],
  name: (view) => view.name,
  blank: () => ({ name: '', kind: '', street: '', inScope: true, scopeNote: '' }),
  toForm: ({ name, kind, street, inScope, scopeNote }) => ({ name, kind, street, inScope, scopeNote }),
  toFields: (value) => value,
  Fields: SiteFields,
  facts: (view) => [
    { label: m.organisation_kind(), value: view.kind },
    { label: m.organisation_street(), value: view.street },
    { label: m.organisation_scope(), value: <Scope site={view} /> },
  ],
  notice: (view) =>
    !view.inScope && (
      <Notice tone="warning" title={m.organisation_out_of_scope_title()}>
        <p>{view.scopeNote || m.organisation_scope_note_missing()}</p>
      </Notice>
    ),
  below: (view) => (
    <>
      <RoomsOf site={view} />
      <FilesOf kind="site" id={view.id} />
      <ItemsIn place={{ siteId: view.id }} label={m.organisation_site_items()} />
    </>
  ),
};

function SiteFields({ value, change }: FieldsProps<Value>) {
  return (
    <>
      <TextField
        name="name"
        label={m.organisation_name()}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <TextField
        name="kind"
        label={m.organisation_kind()}
        help={m.organisation_site_kind_help()}
        optional
        value={value.kind}
        onChange={(kind) => change({ kind })}
      />
      <TextField
        name="street"
        label={m.organisation_street()}
        optional
        value={value.street}
        onChange={(street) => change({ street })}
      />
      <Checkbox
        name="inScope"
        label={m.organisation_in_scope_box()}
        value={value.inScope}
        onChange={(inScope) => change({ inScope })}
      />
      <TextArea
        name="scopeNote"
        label={value.inScope ? m.organisation_scope_note() : m.organisation_scope_reason()}
        help={m.organisation_scope_note_help()}
        optional={value.inScope}
        value={value.scopeNote}
        onChange={(scopeNote) => change({ scopeNote })}
      />
    </>
  );
}

function RoomsOf({ site }: { site: Site }) {
  const town = useTown();
  const rooms = useRooms({ siteId: site.id });
  const add = useHolds(EDITORS) && (
    <ButtonLink small icon="plus" href={`${listPath(town, 'room')}/neu?standort=${site.id}`}>
      {m.organisation_room_create()}
    </ButtonLink>
  );
  return (
    <Section title={m.organisation_rooms()} actions={add}>
      {rooms?.length === 0 && <p>{m.organisation_site_no_rooms()}</p>}
      <ul>
        {rooms?.map((room) => (
          <li key={room.id}>
            <a href={recordPath(town, 'room', room.id)}>{room.name}</a> {room.kind && `(${room.kind})`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export const SiteListPage = () => <SimpleList of={sites} />;
export const SitePage = () => <SimpleRecord of={sites} />;
